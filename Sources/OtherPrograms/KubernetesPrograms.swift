// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Cryptography

/// A real `kube-apiserver` with an `etcd` of its own, on free ports; they and what they stored go with this object.
package final class KubernetesPrograms: Sendable {
    /// The path of an administrator's kubeconfig; the server may not be ready yet.
    package let kubeconfig: String
    /// The API server.
    package let server: ChildProcess
    private let etcd: ChildProcess
    private let assets: String
    private let folder = TemporaryFolder()
    private let managerPort: Int

    /// Starts the programs of a folder, as `setup-envtest` lays it out, and does not wait for them.
    package init(folder assets: String) throws {
        let ports = FreePorts.find(4)
        self.assets = assets
        managerPort = ports[3]
        try Self.writeCertificates(into: folder)
        folder.write("tokens.csv", "admin-token,admin,admin-uid,\"system:masters\"\n")
        kubeconfig = folder.write("kubeconfig", Self.kubeconfig(port: ports[2], folder.path))
        etcd = try ChildProcess("\(assets)/etcd", Self.etcdArguments(ports[0], ports[1], folder.path))
        server = try ChildProcess(
            "\(assets)/kube-apiserver",
            Self.serverArguments(port: ports[2], etcd: ports[0], folder.path)
        )
    }

    /// The two processes that together are the API.
    package var processes: [ChildProcess] { [server, etcd] }

    /// Starts the controllers that the API itself needs, if the folder has a `kube-controller-manager`; the API must be
    /// ready, for they give up soon.
    package func startControllers() throws -> ChildProcess? {
        let manager = "\(assets)/kube-controller-manager"
        guard ChildProcess.path(of: manager) != nil else { return nil }
        return try ChildProcess(manager, Self.managerArguments(port: managerPort, folder.path))
    }

    /// Ends the programs.
    package func stop() {
        for process in processes { process.stop(signal: 9) }
    }

    private static func writeCertificates(into folder: TemporaryFolder) throws {
        let now = WallClock.system.now.secondsSinceEpoch
        let validity =
            Timestamp(secondsSinceEpoch: now - 3_600)...Timestamp(secondsSinceEpoch: now + 86_400)
        let authority = try CertificateAuthority.root(
            subject: DistinguishedName(commonName: "test"),
            validity: validity
        )
        let server = try authority.issue(
            subject: DistinguishedName(commonName: "kube-apiserver"),
            names: [.ip("127.0.0.1"), .dns("localhost")],
            validity: validity,
            usages: [.serverAuthentication]
        )
        let accounts = try PrivateKey.generate()
        folder.write("ca.crt", authority.certificate.pem)
        folder.write("server.crt", server.chainPEM)
        folder.write("server.key", try server.privateKey.pem.exposed)
        folder.write("accounts.key", try accounts.pem.exposed)
        folder.write("accounts.pub", try accounts.publicKey.pem)
    }

    private static func kubeconfig(port: Int, _ folder: String) -> String {
        """
        apiVersion: v1
        kind: Config
        current-context: test
        contexts: [{name: test, context: {cluster: test, user: test}}]
        clusters: [{name: test, cluster: {server: "https://127.0.0.1:\(port)", certificate-authority: \(folder)/ca.crt}}]
        users: [{name: test, user: {token: admin-token}}]
        """
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import HTTPCore
import KubeClient
import TestSupport

/// A `kube-apiserver` with its `etcd`, and a `kube-controller-manager` where there is one, for the time of the tests.
final class RealControlPlane: Sendable {
    /// Why there is no cluster.
    struct StartError: Error, CustomStringConvertible {
        let description: String
    }

    /// As an administrator.
    let configuration: KubeConfiguration
    private let folder = TemporaryFolder()
    private let programs: [ChildProcess]

    /// Starts the programs of a folder on free ports and waits until the API is ready.
    init(folder assets: String) async throws {
        let ports = FreePorts.find(4)
        try Self.writeCertificates(into: folder)
        var configuration = KubeConfiguration(
            server: HTTPURL(scheme: .https, host: "127.0.0.1", port: ports[2], target: ""),
            origin: assets
        )
        configuration.certificateAuthorities = .file("\(folder.path)/ca.crt")
        configuration.credentials = .token(Secret("admin-token"))
        self.configuration = configuration
        folder.write("tokens.csv", "admin-token,admin,admin-uid,\"system:masters\"\n")
        folder.write("kubeconfig", Self.kubeconfig(port: ports[2], folder.path))
        let etcd = try ChildProcess("\(assets)/etcd", Self.etcdArguments(ports[0], ports[1], folder.path))
        let server = try ChildProcess(
            "\(assets)/kube-apiserver",
            Self.serverArguments(port: ports[2], etcd: ports[0], folder.path)
        )
        try await Self.waitForReadiness(of: server, try Cluster(configuration))
        let manager = "\(assets)/kube-controller-manager"
        guard ChildProcess.path(of: manager) != nil else {
            programs = [server, etcd]
            return
        }
        programs = [try ChildProcess(manager, Self.managerArguments(port: ports[3], folder.path)), server, etcd]
    }

    /// Ends the programs; what they stored goes with them.
    func stop() {
        for program in programs { program.stop(signal: 9) }
    }

    private static func waitForReadiness(of server: ChildProcess, _ cluster: Cluster) async throws {
        let deadline = ContinuousClock.now.advanced(by: .seconds(60))
        while (try? await cluster.admin.checkReadiness()) == nil {
            guard server.exit == nil, ContinuousClock.now < deadline else {
                throw StartError(description: "kube-apiserver is not ready: \(server.output.suffix(2_000))")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private static func writeCertificates(into folder: TemporaryFolder) throws {
        let now = WallClock.system.now.secondsSinceEpoch
        let validity =
            Timestamp(secondsSinceEpoch: now - 3_600)...Timestamp(secondsSinceEpoch: now + 86_400)
        let authority = try CertificateAuthority.root(
            subject: DistinguishedName(commonName: "conformance"),
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

extension RealControlPlane {
    private static func etcdArguments(_ clients: Int, _ peers: Int, _ folder: String) -> [String] {
        [
            "--data-dir=\(folder)/etcd", "--unsafe-no-fsync", "--log-level=error",
            "--listen-client-urls=http://127.0.0.1:\(clients)",
            "--advertise-client-urls=http://127.0.0.1:\(clients)",
            "--listen-peer-urls=http://127.0.0.1:\(peers)",
        ]
    }

    /// Pods are created by hand here, and so have no account whose absence would matter: the plugin is off, as in envtest.
    private static func serverArguments(port: Int, etcd: Int, _ folder: String) -> [String] {
        [
            "--etcd-servers=http://127.0.0.1:\(etcd)", "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1",
            "--secure-port=\(port)", "--endpoint-reconciler-type=none", "--cert-dir=\(folder)",
            "--tls-cert-file=\(folder)/server.crt", "--tls-private-key-file=\(folder)/server.key",
            "--client-ca-file=\(folder)/ca.crt", "--token-auth-file=\(folder)/tokens.csv", "--authorization-mode=RBAC",
            "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
            "--service-account-signing-key-file=\(folder)/accounts.key",
            "--service-account-key-file=\(folder)/accounts.pub", "--service-cluster-ip-range=10.96.0.0/16",
            "--disable-admission-plugins=ServiceAccount", "--enable-priority-and-fairness=false",
            // All tests ask at the same time.
            "--max-requests-inflight=4000", "--max-mutating-requests-inflight=2000",
        ]
    }

    private static func managerArguments(port: Int, _ folder: String) -> [String] {
        let controllers = [
            "namespace-controller", "garbage-collector-controller", "serviceaccount-controller",
            "serviceaccount-token-controller", "root-ca-certificate-publisher-controller",
            "clusterrole-aggregation-controller",
        ]
        return [
            "--kubeconfig=\(folder)/kubeconfig", "--leader-elect=false", "--bind-address=127.0.0.1",
            "--secure-port=\(port)", "--cert-dir=\(folder)", "--root-ca-file=\(folder)/ca.crt",
            "--service-account-private-key-file=\(folder)/accounts.key",
            "--controllers=\(controllers.joined(separator: ","))",
        ]
    }
}

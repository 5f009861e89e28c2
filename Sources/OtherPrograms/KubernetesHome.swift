// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import Cryptography

/// Where a real control plane lives, from one start of its programs to the next: its ports, its keys, its folder.
package final class KubernetesHome: Sendable {
    /// The ports of the programs.
    struct Ports: Sendable {
        let etcdClients: Int
        let etcdPeers: Int
        let server: Int
        let manager: Int
    }

    /// What signs the certificates of the server and of its clients.
    package let authority: CertificateAuthority
    /// The path of an administrator's kubeconfig.
    package let kubeconfig: String
    /// Whether every request is on record.
    package let isAudited: Bool
    /// The programs, as `setup-envtest` lays them out.
    let assets: String
    let folder = TemporaryFolder()
    let ports: Ports

    /// A home on free ports.
    ///
    /// - Parameters:
    ///   - assets: the folder of the programs.
    ///   - isAudited: whether the server writes a record of every request, which costs it time.
    /// - Throws: `CryptographyError` when there are no keys.
    package init(folder assets: String, isAudited: Bool = false) throws {
        let ports = FreePorts.find(4)
        self.ports = Ports(etcdClients: ports[0], etcdPeers: ports[1], server: ports[2], manager: ports[3])
        self.assets = assets
        self.isAudited = isAudited
        authority = try CertificateAuthority.root(
            subject: DistinguishedName(commonName: "test"),
            validity: Self.validity
        )
        folder.write("tokens.csv", "admin-token,admin,admin-uid,\"system:masters\"\n")
        folder.write("audit.yaml", Self.auditPolicy)
        kubeconfig = folder.write("kubeconfig", Self.kubeconfig(port: ports[2], folder.path))
        let accounts = try PrivateKey.generate()
        let server = try serverIdentity("kube-apiserver")
        folder.write("ca.crt", authority.certificate.pem)
        folder.write("server.crt", server.chainPEM)
        folder.write("server.key", try server.privateKey.pem.exposed)
        folder.write("accounts.key", try accounts.pem.exposed)
        folder.write("accounts.pub", try accounts.publicKey.pem)
    }

    /// The server's URL.
    package var endpoint: String { "https://127.0.0.1:\(ports.server)" }

    /// Where the server keeps its record of requests, of all clusters and lives.
    package var auditFile: String { "\(folder.path)/audit.log" }

    /// What a server on this machine shows.
    package func serverIdentity(_ name: String) throws -> CertificateIdentity {
        try authority.issue(
            subject: DistinguishedName(commonName: name),
            names: [.ip("127.0.0.1"), .dns("localhost")],
            validity: Self.validity,
            usages: [.serverAuthentication]
        )
    }

    /// What somebody shows who is in these groups.
    package func clientIdentity(_ name: String, groups: [String] = []) throws -> CertificateIdentity {
        try authority.issue(
            subject: DistinguishedName(commonName: name, organizations: groups),
            validity: Self.validity,
            usages: [.clientAuthentication]
        )
    }

    /// Who may say, in headers of a request, in whose name it is: the common name of their certificate.
    package static let frontProxy = "front-proxy"

    private static var validity: ClosedRange<Timestamp> {
        let now = WallClock.system.now.secondsSinceEpoch
        return Timestamp(secondsSinceEpoch: now - 3_600)...Timestamp(secondsSinceEpoch: now + 86_400)
    }

    private static let auditPolicy = """
        apiVersion: audit.k8s.io/v1
        kind: Policy
        omitStages: [RequestReceived]
        rules: [{level: Metadata}]
        """

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

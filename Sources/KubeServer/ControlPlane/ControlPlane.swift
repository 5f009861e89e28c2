// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Cryptography
internal import FileKit
internal import HTTPServer

/// A Kubernetes control plane in this process: the API server behind a socket, and the duties that controllers do
/// beside it.
///
/// ```swift
/// let plane = try ControlPlane(ControlPlaneConfiguration())
/// try await plane.run { access in print(access.server) }
/// ```
package final class ControlPlane: Sendable {
    /// What is stored, what is served, and what answers.
    package let storage: Storage
    package let registry: Registry
    package let server: APIServer
    /// By what clients know the server, and the server its clients.
    package let identity: ControlPlaneIdentity

    private let configuration: ControlPlaneConfiguration
    private let duties: DutyRunner
    private let layers: RequestLayers
    private let journal: Journal?
    private let http: HTTPServer

    /// A control plane that does not listen yet.
    ///
    /// - Throws: `JournalError`, `FileError` or `CryptographyError` when the data folder is in use or unreadable.
    package init(_ configuration: ControlPlaneConfiguration) throws {
        let now = configuration.clock.now
        let journal = try configuration.dataFolder.map { folder in
            try Folder.make(folder, mode: 0o700)
            return try Journal(folder: "\(folder)/journal", durability: configuration.durability)
        }
        let identity =
            if let folder = configuration.dataFolder {
                try ControlPlaneIdentity.kept(in: "\(folder)/pki", now: now)
            } else {
                try ControlPlaneIdentity.generate(now: now)
            }
        let limit = configuration.historyLimit
        let storage = try journal.map { try Storage(journal: $0, logLimit: limit) } ?? Storage(logLimit: limit)
        let registry = Registry(BuiltInResources.all(addresses: ServiceAddressBook(storage)))
        let issuer = try AccountTokenIssuer(key: identity.accountKey)
        let tokens = TokenAuthenticator(
            file: configuration.tokens,
            accounts: AccountTokenVerifier(issuer, storage),
            audiences: issuer.audiences
        )
        let authorizer = Authorizer.roles(in: storage)
        let access = AccessServices(
            authorizer,
            tokens,
            issuer,
            storage,
            longestTokenLifetime: configuration.longestTokenLifetime
        )
        let tokenClock = configuration.faults?.clock(configuration.clock) ?? configuration.clock
        let gate = Guard(Authenticator(tokens), authorizer, clock: tokenClock)
        let makeServer = { @Sendable [clock = configuration.clock] storage in
            APIServer(storage: storage, registry: registry, access: access, clock: clock, admit: gate.admit)
        }
        let server = makeServer(storage)
        let layers = RequestLayers(server, gate, configuration, replica: makeServer)
        duties = DutyRunner(
            Self.duties(configuration, registry, issuer, certificates: identity.authority.certificate.pem),
            storage: storage,
            registry: registry,
            clock: configuration.clock
        )
        http = HTTPServer(try Self.serving(configuration, identity, now: now), handler: layers.handler)
        self.server = server
        self.layers = layers
        self.journal = journal
        self.configuration = configuration
        self.identity = identity
        self.storage = storage
        self.registry = registry
    }

    /// Serves until the task is cancelled; `started` is told how to get in as somebody who may do everything.
    package func run(started: @Sendable (ControlPlaneAccess) async throws -> Void) async throws {
        await duties.settle()
        let address = try await http.start()
        try await started(access(at: address))
        await withDiscardingTaskGroup { [storage, duties, layers] group in
            group.addTask { await storage.run() }
            group.addTask { await duties.run() }
            group.addTask { await layers.run() }
        }
        await http.stop()
        try journal?.close()
    }

    private func access(at address: SocketAddress) throws -> ControlPlaneAccess {
        ControlPlaneAccess(
            server: "https://\(address.reachable)",
            authority: identity.authority.certificate,
            client: try adminIdentity()
        )
    }

    /// What somebody shows who may do everything.
    func adminIdentity() throws(CryptographyError) -> CertificateIdentity {
        try identity.client(
            user: "kubernetes-admin",
            groups: [UserInfo.mastersGroup],
            now: configuration.clock.now
        )
    }

    /// Returns when nothing is left to do of what the duties have to do.
    package func settle() async {
        await duties.settle()
    }

    private static func duties(
        _ configuration: ControlPlaneConfiguration,
        _ registry: Registry,
        _ issuer: AccountTokenIssuer,
        certificates: String
    ) -> [any Duty] {
        [
            SystemNamespacesDuty(),
            RoleDuty(),
            NamespaceDuty(certificates: certificates),
            TokenSecretDuty(issuer, certificates: certificates),
            KubernetesServiceDuty(address: configuration.serviceAddress, port: configuration.announcedPort),
            GarbageCollector(registry, clock: configuration.clock),
            NamespaceEndDuty(registry, clock: configuration.clock),
            CustomResourceDuty(CustomResources(registry), clock: configuration.clock),
            APIServiceDuty(registry, clock: configuration.clock),
        ]
    }

    private static func serving(
        _ configuration: ControlPlaneConfiguration,
        _ identity: ControlPlaneIdentity,
        now: Timestamp
    ) throws -> HTTPServerConfiguration {
        var host = "localhost"
        if case .internet(let name, _) = configuration.address { host = name }
        let certificate = try identity.server(host: host, serviceAddress: configuration.serviceAddress, now: now)
        var serving = HTTPServerConfiguration(address: configuration.address)
        serving.tls = TLSConfiguration(
            chain: .bytes(Secret(Array(certificate.chainPEM.utf8))),
            key: .bytes(Secret(Array(try certificate.privateKey.pem.exposed.utf8))),
            clients: .optional(authorities: .bytes(Secret(Array(identity.authority.certificate.pem.utf8))))
        )
        // A watch that is silent for long is nothing unusual; a body over the limit is refused by the API server, which
        // says so as a `Status`.
        serving.limits.bodySize = 64 << 20
        serving.drainTimeout = .seconds(2)
        return serving
    }
}

extension SocketAddress {
    /// The address that a client on this machine connects to.
    fileprivate var reachable: SocketAddress {
        switch self {
        case .internet("0.0.0.0", let port): .internet(host: "127.0.0.1", port: port)
        case .internet("::", let port): .internet(host: "::1", port: port)
        default: self
        }
    }
}

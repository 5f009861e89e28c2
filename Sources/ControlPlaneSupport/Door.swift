// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Cryptography
internal import EventLoop
internal import HTTPClient
internal import HTTPCore
internal import HTTPServer
package import KubeServer
internal import OtherPrograms
internal import Synchronization

/// A door before a shared control plane, of one test: requests go through it, are put on record, and go wrong as a plan
/// says; while it is closed, nobody listens.
///
/// It shows certificates of the plane's authority and tells the server, as a front proxy may, who has shown one of them.
package final class Door: Plane {
    private let plane: SharedPlane
    package let faults = FaultPlan()
    private let audit = AuditLog(remembering: 1_000_000)
    private let life = Restartable()
    private let state = Mutex((port: 0, access: ControlPlaneAccess?.none))
    private let bell = Bell()

    /// A door that is not open yet.
    package init(to plane: SharedPlane) {
        self.plane = plane
    }

    package var access: ControlPlaneAccess {
        get async throws { try await bell.wait { state.withLock { $0.access } } }
    }

    package func requests(where isWanted: (AuditRecord) -> Bool) -> [AuditRecord] { audit.records(where: isWanted) }

    package func forgetRequests() { audit.removeAll() }

    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.plane.run() }
            group.addTask { try await self.life.run { try await self.live() } }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    package func stop() async throws {
        try await life.stop()
        state.withLock { $0.access = nil }
    }

    package func start() {
        life.start()
    }

    package func freeze() { faults.add(FaultRule("frozen", FaultMatch(), .latency(.seconds(600)))) }

    package func thaw() { faults.remove("frozen") }

    package func replace() { refuse() }

    package func putBack() { refuse() }

    private func refuse() -> Never { preconditionFailure("there is but one cluster behind a door") }

    private func live() async throws {
        let behind = try await plane.access
        let passage = try Passage(to: behind, as: plane.home.clientIdentity(KubernetesHome.frontProxy))
        let injector = FaultInjector(
            faults,
            storage: Storage(),
            replica: { _ in passage.pass },
            next: passage.pass
        )
        let server = HTTPServer(try configuration(behind), handler: audit.recording(injector.handle))
        let address = try await server.start()
        guard case .internet(let host, let port) = address else { return }
        let access = ControlPlaneAccess(
            server: "https://\(host):\(port)",
            authority: behind.authority,
            client: behind.client
        )
        state.withLock { $0 = (port, access) }
        bell.ring()
        try? await Latch<Void>().wait()
        await server.stop()
    }

    private func configuration(_ behind: ControlPlaneAccess) throws -> HTTPServerConfiguration {
        let port = state.withLock { $0.port }
        let identity = try plane.home.serverIdentity("door")
        var serving = HTTPServerConfiguration(address: .internet(host: "127.0.0.1", port: port), loopCount: 1)
        serving.tls = TLSConfiguration(
            chain: .bytes(Secret(Array(identity.chainPEM.utf8))),
            key: .bytes(Secret(Array(try identity.privateKey.pem.exposed.utf8))),
            clients: .optional(authorities: .bytes(Secret(Array(behind.authority.pem.utf8))))
        )
        serving.drainTimeout = .milliseconds(10)
        serving.cancelTimeout = .milliseconds(100)
        return serving
    }
}

/// The way of requests to the server behind a door.
private struct Passage: Sendable {
    private let server: HTTPURL
    /// As the front proxy, for those who have shown a certificate, and as nobody.
    private let proxy: HTTPClient
    private let anonymous: HTTPClient

    /// What belongs to a connection, and not to a message.
    private static let hopFields: Set<String> = [
        "connection", "keep-alive", "transfer-encoding", "content-length", "upgrade", "te", "trailer", "host",
        "x-remote-user", "x-remote-group",
    ]

    init(to access: ControlPlaneAccess, as identity: CertificateIdentity) throws {
        server = try HTTPURL(parsing: access.server)
        var configuration = HTTPClient.Configuration(userAgent: "")
        configuration.decompresses = false
        configuration.timeouts.idle = nil
        configuration.tls.certificateAuthoritiesPEM = Array(access.authority.pem.utf8)
        let loop = try EventLoop(name: "door")
        anonymous = HTTPClient(configuration, on: loop)
        configuration.tls.identity = HTTPClient.TLS.Identity(
            certificateChainPEM: Array(identity.chainPEM.utf8),
            privateKeyPEM: Secret(Array(try identity.privateKey.pem.exposed.utf8))
        )
        proxy = HTTPClient(configuration, on: loop)
    }

    func pass(_ request: HTTPServerRequest) async throws -> HTTPServerResponse {
        var url = server
        url.target = "\(request.target)"
        var forward = HTTPClient.Request(request.method, url, fields: Self.passing(request.fields))
        let body = try await request.body.collect(upTo: 16 << 20)
        if !body.isEmpty { forward.body = .bytes(body) }
        let user = request.peer.certificates.first?.subject
        forward.fields["X-Remote-User"] = user?.commonName
        for group in user?.organizations ?? [] { forward.fields.append("X-Remote-Group", group) }
        let client = user == nil ? anonymous : proxy
        do throws(HTTPClientError) {
            guard request.target.query?.contains("watch=") == true else {
                let answer = try await client.send(forward)
                return HTTPServerResponse(answer.status, fields: Self.passing(answer.fields), body: answer.body)
            }
            let answer = try await client.stream(forward)
            return HTTPServerResponse(answer.status, fields: Self.passing(answer.fields)) { writer in
                for try await piece in answer.body { try await writer.write(piece) }
            }
        } catch {
            return .cut
        }
    }

    private static func passing(_ fields: HTTPFields) -> HTTPFields {
        HTTPFields(fields.filter { !hopFields.contains($0.name.lowercased()) })
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Cryptography
internal import FileKit
internal import HTTPServer
package import KubeClient
package import KubeServer
internal import OtherPrograms
internal import Synchronization
package import TestSupport

/// An embedded control plane that is ended and started again, on the same port and with what it had stored, or that another
/// cluster takes the place of.
package final class EmbeddedPlane: Plane {
    private struct State {
        var port = 0
        var lives = 0
        /// Which cluster it is: each has a folder of its own.
        var cluster = 0
        var audits: [AuditLog] = [AuditLog(remembering: 1_000_000)]
        var access: ControlPlaneAccess?
        var plane: ControlPlane?
    }

    /// What goes wrong besides.
    package let faults: FaultPlan
    private let configure: @Sendable (inout ControlPlaneConfiguration) -> Void
    private let folder = TemporaryFolder()
    private let life = Restartable()
    private let state = Mutex(State())
    private let bell = Bell()

    /// A control plane that does not listen yet.
    package init(
        seed: Seed = 1,
        _ configure: @escaping @Sendable (inout ControlPlaneConfiguration) -> Void = { _ in }
    ) {
        faults = FaultPlan(seed: seed.value)
        self.configure = configure
    }

    /// How to get in, as soon as there is something to get into.
    package var access: ControlPlaneAccess {
        get async throws { try await bell.wait { state.withLock { $0.access } } }
    }

    /// How a client gets in that may do everything.
    package var configuration: KubeConfiguration {
        get async throws { try await access.configuration() }
    }

    /// The control plane of the present life.
    package var plane: ControlPlane {
        get async throws {
            _ = try await access
            return try await bell.wait { state.withLock { $0.plane } }
        }
    }

    /// How often it was started.
    package var lives: Int { state.withLock { $0.lives } }

    /// All requests to the present cluster, in all its lives.
    package var audit: AuditLog { state.withLock { $0.audits[$0.cluster] } }

    package func requests(where isWanted: (AuditRecord) -> Bool) -> [AuditRecord] { audit.records(where: isWanted) }

    package func forgetRequests() { audit.removeAll() }

    /// Serves until the task is cancelled.
    package func run() async throws {
        try await life.run { try await self.live() }
    }

    /// Ends it: nobody listens any more.
    package func stop() async throws {
        try await life.stop()
        state.withLock { state in
            state.access = nil
            state.plane = nil
        }
    }

    /// Starts it again.
    package func start() {
        life.start()
    }

    package func freeze() { faults.add(FaultRule("frozen", FaultMatch(), .latency(.seconds(600)))) }

    package func thaw() { faults.remove("frozen") }

    /// Ends it, and starts it a moment later.
    package func restart() {
        life.restart()
    }

    /// Puts another cluster in its place, which has the same keys and nothing else of it: what a restore gone wrong, or a
    /// second cluster behind the same name and authority, looks like.
    package func replace() async throws {
        try await move(to: state.withLock { $0.audits.count })
    }

    /// Puts the cluster back that there was first.
    package func putBack() async throws {
        try await move(to: 0)
    }

    private func move(to cluster: Int) async throws {
        try await stop()
        try Folder.make(path(of: cluster), mode: 0o700)
        try Folder.make("\(path(of: cluster))/pki", mode: 0o700)
        for file in ["sa.key", "ca.key", "ca.crt"] {
            let bytes = try File.read("\(path(of: 0))/pki/\(file)")
            try File.write(bytes, to: "\(path(of: cluster))/pki/\(file)", mode: 0o600)
        }
        state.withLock { state in
            state.cluster = cluster
            if cluster == state.audits.count { state.audits.append(AuditLog(remembering: 1_000_000)) }
        }
        start()
        _ = try await access
    }

    private func path(of cluster: Int) -> String { "\(folder.path)/\(cluster)" }

    private func live() async throws {
        let (port, cluster, audit) = state.withLock { ($0.port, $0.cluster, $0.audits[$0.cluster]) }
        var configuration = ControlPlaneConfiguration(address: .internet(host: "127.0.0.1", port: port))
        configuration.dataFolder = path(of: cluster)
        configuration.faults = faults
        configuration.audit = audit
        configure(&configuration)
        // Its folder is free for the next one only when nobody holds it any more.
        defer { state.withLock { $0.plane = nil } }
        let plane = try ControlPlane(configuration)
        try await plane.run { access in
            let port = access.server.split(separator: ":").last.flatMap { Int($0) } ?? 0
            state.withLock { state in
                state.port = port
                state.lives += 1
                state.access = access
                state.plane = plane
            }
            bell.ring()
        }
    }
}

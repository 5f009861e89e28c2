// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
import Cryptography
import EventLoop
import HTTPClient
import HTTPCore
import KubeClient
import KubeRuntime
import KubeServer
import Synchronization
import Telemetry

/// An API server in this process, with a record of every request and faults on demand.
struct EmbeddedServer: Sendable {
    let access: ControlPlaneAccess
    let audit: AuditLog
    let faults: FaultPlan
    let loop: EventLoop

    /// Runs a test with a server of its own.
    static func run(_ body: @escaping @Sendable (EmbeddedServer) async throws -> Void) async throws {
        var configuration = ControlPlaneConfiguration()
        let audit = AuditLog(remembering: 100_000)
        let faults = FaultPlan()
        configuration.audit = audit
        configuration.faults = faults
        let plane = try ControlPlane(configuration)
        let access = Latch<ControlPlaneAccess>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await plane.run { access.set($0) } }
            let server = EmbeddedServer(
                access: try await access.wait(),
                audit: audit,
                faults: faults,
                loop: try EventLoop(name: "test")
            )
            do {
                try await body(server)
            } catch {
                group.cancelAll()
                throw error
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    /// What a component needs that talks to this server under a name.
    func environment(_ name: String, observer: (any RequestObserver)? = nil) throws -> RuntimeEnvironment {
        var options = KubeClientOptions(userAgent: name)
        options.retries.maximumAttempts = 1
        options.observer = observer
        return RuntimeEnvironment(client: KubeClient(try access.configuration(), options, on: loop))
    }

    /// Counts the requests of a client that are over, before it hears of their answers.
    final class RequestCount: RequestObserver {
        private let requests = Mutex(0)

        var value: Int { requests.withLock { $0 } }

        func requestFinished(_ report: RequestReport) {
            requests.withLock { $0 += 1 }
        }
    }

    /// The requests of a program that the server has fulfilled, in the order in which it did.
    func accepted(by name: String? = nil, _ verbs: Set<String>, of resource: String) -> [AuditRecord] {
        audit.records { record in
            record.stage == .responseComplete && (200..<300).contains(record.code) && verbs.contains(record.verb)
                && record.object?.resource == resource && (name == nil || record.userAgent == name)
        }
    }
}

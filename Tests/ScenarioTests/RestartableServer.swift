// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import HTTPCore
import HTTPServer
import KubeClient
import KubeServer
import OtherPrograms
import Synchronization
import TestSupport

/// An embedded control plane that is ended and started again, on the same port and with what it had stored.
final class RestartableServer: Sendable {
    /// What goes wrong besides.
    let faults: FaultPlan
    /// All requests of all its lives.
    let audit = AuditLog(remembering: 1_000_000)
    private let folder = TemporaryFolder()
    private let access = Latch<KubeConfiguration>()
    private let wishes = Mutex(0)
    private let bell = Bell()

    init(seed: UInt64) {
        faults = FaultPlan(seed: seed)
    }

    /// How to get in, as soon as there is something to get into.
    var configuration: KubeConfiguration {
        get async throws { try await access.wait() }
    }

    /// Ends the server, and starts it a moment later.
    func restart() {
        wishes.withLock { $0 += 1 }
        bell.ring()
    }

    /// Serves until the task is cancelled.
    func run() async throws {
        var port = 0
        var lives = 0
        while !Task.isCancelled {
            let plane = try ControlPlane(configuration(port: port))
            let life = lives
            try await withThrowingTaskGroup { group in
                group.addTask { try await plane.run { self.access.set(try $0.configuration()) } }
                let known = try await access.wait()
                port = known.server.port
                try? await bell.wait { wishes.withLock { $0 } > life ? () : nil }
                group.cancelAll()
                try await group.waitForAll()
            }
            lives += 1
        }
    }

    private func configuration(port: Int) -> ControlPlaneConfiguration {
        var configuration = ControlPlaneConfiguration(address: .internet(host: "127.0.0.1", port: port))
        configuration.dataFolder = "\(folder.path)/data"
        configuration.faults = faults
        configuration.audit = audit
        configuration.historyLimit = 2_000
        return configuration
    }
}

extension ControlPlaneAccess {
    fileprivate func configuration() throws -> KubeConfiguration {
        var configuration = KubeConfiguration(server: try HTTPURL(parsing: server), origin: "the embedded server")
        configuration.server.target = ""
        configuration.certificateAuthorities = .inline(Array(authority.pem.utf8))
        configuration.identity = KubeConfiguration.Identity(
            certificate: .inline(Array(client.chainPEM.utf8)),
            privateKey: .inline(Array(try client.privateKey.pem.exposed.utf8))
        )
        return configuration
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
import Dataplanes
import Glibc
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import PortolanAPI
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import PortolanControllers

@Suite("Credentials that are renewed under load", .tags(.network), .timeLimit(.minutes(5)))
struct RotationScenarios {
    /// How requests went.
    private final class Tally: Sendable {
        private let state = Mutex((good: 0, failures: [String]()))

        var good: Int { state.withLock { $0.good } }
        var failures: [String] { state.withLock { $0.failures } }

        func ask(_ client: KubeClient) async {
            do {
                _ = try await client.get(CoreV1.Namespace.self, ObjectKey(name: "kube-system"))
                state.withLock { $0.good += 1 }
            } catch {
                guard !Task.isCancelled else { return }
                state.withLock { $0.failures.append("\(error)") }
            }
        }
    }

    /// Real servers make no token that lasts less than ten minutes: there the operator's clock leaps to each renewal.
    ///
    /// Two renewals, or many where there is time for them: `PORTOLAN_DATAPLANES=long`.
    @Test("fail not one request, neither of Portolan's own nor of those who read the Secret")
    func load() async throws {
        let renewals = unsafe getenv("PORTOLAN_DATAPLANES") == nil ? 2 : 12
        let isReal = RealPrograms.folder != nil
        let lifetime = Duration.seconds(isReal ? 600 : 10)
        try await DataplaneStage.run(.init(longestTokenLifetime: lifetime)) { stage in
            try await stage.register("a", 0, .certificate) {
                $0["credentials"] = ["ttl": "10m", "serviceAccount": stage.account()]
            }
            let first = try await stage.ready("a")
            let rotatedAt = try #require(first.status.credentials?.rotatedAt)
            let expiresAt = try #require(first.status.credentials?.expiresAt)
            #expect(expiresAt - rotatedAt <= lifetime + .seconds(1), "what the server grants is what counts")
            let lineage = try await stage.lineage(of: "a")
            let (inside, outside) = (Tally(), Tally())
            var tokens: Set<String> = []
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<3 {
                    group.addTask {
                        while !Task.isCancelled {
                            if let client = stage.controller?.client(of: stage.key("a")) { await inside.ask(client) }
                            try await Task.sleep(for: .milliseconds(5))
                        }
                    }
                }
                group.addTask {
                    while !Task.isCancelled {
                        // Whoever mounts a Secret has the new one a moment after it was written.
                        let client = try stage.client(from: try await stage.credentials(of: "a"))
                        for _ in 0..<20 {
                            await outside.ask(client)
                            try await Task.sleep(for: .milliseconds(10))
                        }
                    }
                }
                while tokens.count < renewals + 1 {
                    if let token = try await stage.token(of: "a"), tokens.insert(token).inserted, isReal {
                        stage.leap(by: lifetime * 0.9)
                    }
                    try await Task.sleep(for: .milliseconds(50))
                }
                try await Task.sleep(for: .seconds(3))
                try await eventually("there were many requests") { inside.good > 500 && outside.good > 200 }
                group.cancelAll()
                while case .some = await group.nextResult() {}
            }
            print("rotation: \(inside.good) requests inside, \(outside.good) outside, \(tokens.count - 1) renewals")
            #expect(inside.failures == [] && outside.failures == [])
            let after = try await stage.ready("a")
            #expect(after.decidedAt == first.decidedAt)
            #expect(try await stage.lineage(of: "a") == lineage, "Flyte may take its time")
            let asked = stage.requests { $0.object?.subresource == "token" }
            #expect(asked.count <= renewals + 3, "\(asked.count) tokens were asked for")
            #expect(asked.dropFirst().allSatisfy { $0.user.name.hasSuffix(":flyteadmin") }, "with its own token")
        }
    }
}

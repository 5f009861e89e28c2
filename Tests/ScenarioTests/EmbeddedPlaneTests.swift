// SPDX-License-Identifier: Apache-2.0

import ControlPlaneSupport
import EventLoop
import KubeClient
import KubeCore
import TestSupport
import Testing

@Suite("An embedded control plane that is ended and started again", .timeLimit(.minutes(2)))
struct EmbeddedPlaneTests {
    private static func uid(_ client: KubeClient) async -> String? {
        try? await client.get(CoreV1.Namespace.self, ObjectKey(name: "kube-system")).metadata.uid
    }

    @Test("is the same cluster at the same place after every restart")
    func lives() async throws {
        let plane = EmbeddedPlane()
        try await withThrowingTaskGroup { group in
            group.addTask { try await plane.run() }
            let client = try await plane.access.client("test", on: EventLoop(name: "test"))
            let uid = try #require(await Self.uid(client))
            for life in 2...4 {
                plane.restart()
                try await eventually("it is started again") { plane.lives == life }
                try await eventually("it answers again") { await Self.uid(client) == uid }
            }
            group.cancelAll()
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import TestSupport
import Testing

@Suite("The stores of a process", .tags(.network), .timeLimit(.minutes(2)))
struct StoreCatalogueTests {
    @Test("a second controller shares the store of the first, and its connection")
    func sharing() async throws {
        try await EmbeddedServer.run { server in
            let admin = try server.admin()
            try await admin.makeConfigMap("a", ["v": "1"])
            let stores = StoreCatalogue(try server.hasty())
            let first = stores.store(of: CoreV1.ConfigMap.self, in: ["default"])
            let index = ObjectIndex<CoreV1.ConfigMap>("v") { [$0.data["v"] ?? ""] }
            let second = stores.store(of: CoreV1.ConfigMap.self, in: ["default"], indexes: [index])
            let metadata = stores.store(
                of: PartialObject.self,
                WatchScope(CoreV1.ConfigMap.resourceType, namespace: "default")
            )
            #expect(first === second)
            #expect(stores.watches.count == 2)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await stores.run() }
                try await first.synced()
                try await metadata.synced()
                // Declared while others are watched.
                let late = stores.store(of: CoreV1.Namespace.self)
                try await late.synced()
                group.cancelAll()
            }
            #expect(second.snapshot.keys(by: "v", "1").map(\.name) == ["a"])
            #expect(metadata.snapshot.keys.contains { $0.name == "a" })
            let watches = server.audit.records { $0.userAgent == "test" && $0.stage == .responseStarted }
            #expect(watches.count == 3)
            #expect(stores.watches.map { "\($0.store.scope)" }.last == "namespaces")
        }
    }
}

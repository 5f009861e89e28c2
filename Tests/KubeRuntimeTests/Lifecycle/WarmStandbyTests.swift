// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeCore
import KubeRuntime
import KubeServer
import Synchronization
import TestSupport
import Testing

@Suite("A standby", .timeLimit(.minutes(2)))
struct WarmStandbyTests {
    /// A whole process in this one: stores, an election and a controller that notes what it looks at.
    final class Replica: Sendable {
        let name: String
        let group: ServiceGroup
        let stores: StoreCatalogue
        let pages = DebugPages()
        private let seen = Mutex<Set<String>>([])

        init(_ name: String, at server: EmbeddedServer) throws {
            self.name = name
            let environment = try server.environment(name)
            var configuration = ElectionConfiguration(identity: name)
            configuration.retryPeriod = .milliseconds(200)
            let lease = ObjectKey(namespace: "default", name: "replicas")
            let election = LeaderElection(lease, configuration, in: environment)
            let stores = StoreCatalogue(environment)
            self.stores = stores
            let visit = Latch<@Sendable (String) -> Void>()
            let controller = Controller(
                "visitor",
                of: stores.store(of: CoreV1.ConfigMap.self, in: ["default"]),
                environment,
                gate: election.gate
            ) { pass in
                visit.value?(pass.key.name)
                return .done
            }
            stores.addPage(to: pages)
            controller.addPage(to: pages)
            pages.add("election") { election.page }
            let nobody = ServiceGroup.Process {
                try? await Latch<Void>().wait()
                return nil
            } exit: { _ in
            }
            group = ServiceGroup([stores.service, election.service, controller.service], process: nobody)
            visit.set { name in self.seen.withLock { _ = $0.insert(name) } }
        }

        var visited: Set<String> { seen.withLock { $0 } }

        /// What it asked of config maps, besides what it wrote.
        func reads(_ server: EmbeddedServer) -> Int {
            server.audit.records { record in
                record.userAgent == name && record.object?.resource == "configmaps" && record.stage == .responseStarted
                    || record.userAgent == name && record.verb == "list"
            }.count
        }
    }

    @Test("case 76: a standby has warm caches and takes over without a list")
    func takeOver() async throws {
        try await EmbeddedServer.run { server in
            let names = Set((0..<5).map { "map-\($0)" })
            for name in names.sorted() { try await server.admin().makeConfigMap(name) }
            let (first, second) = (try Replica("first", at: server), try Replica("second", at: server))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await first.group.run() }
                try await eventually("the first works") { first.visited.isSuperset(of: names) }
                group.addTask { try await second.group.run() }
                try await eventually("the second is warm") { (try? second.stores.checkReadiness()) != nil }
                try await eventually("the second waits") { second.pages.page("election")?["holder"] == "first" }
                #expect(second.visited.isEmpty)
                let reads = second.reads(server)
                first.group.stop()
                try await eventually("the second works") { second.visited.isSuperset(of: names) }
                #expect(second.reads(server) == reads, "what it knew was enough")
                second.group.stop()
                try await group.waitForAll()
            }
        }
    }

    @Test("pages show stores, queues and who leads")
    func pages() async throws {
        try await EmbeddedServer.run { server in
            try await server.admin().makeConfigMap("map")
            let replica = try Replica("only", at: server)
            #expect(throws: (any Error).self) { try replica.stores.checkReadiness() }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await replica.group.run() }
                try await eventually("it works") { replica.visited.contains("map") }
                #expect(replica.pages.names == ["controller-visitor", "election", "stores"])
                #expect(replica.pages.page("election")?["isLeader"] == true)
                let stores = try #require(replica.pages.page("stores")?.array)
                #expect(stores.count == 1)
                #expect(stores.first?["isSynced"] == true)
                #expect(stores.first?["health"] == "live")
                #expect(replica.pages.page("controller-visitor")?["phase"] == "working")
                replica.group.stop()
                try await group.waitForAll()
            }
            #expect(replica.pages.page("controller-visitor")?["phase"] == "stopped")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import TestSupport
import Testing

@Suite("A watcher and a server", .tags(.network), .timeLimit(.minutes(2)))
struct WatcherTests {
    typealias ConfigMaps = ObjectStore<CoreV1.ConfigMap>

    /// Runs a watcher while a test does something.
    static func watching(
        _ store: ConfigMaps,
        _ environment: RuntimeEnvironment,
        _ configure: @Sendable (inout WatcherConfiguration) -> Void = { _ in },
        _ body: (Watcher<CoreV1.ConfigMap>) async throws -> Void
    ) async throws {
        let watcher = Watcher(store.part(0), environment, configure: configure)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await watcher.run() }
            do {
                try await body(watcher)
            } catch {
                group.cancelAll()
                throw error
            }
            group.cancelAll()
        }
    }

    @Test("27: a store shows what there is and what happens, listed as a stream or in pages", arguments: [true, false])
    func basics(isStreaming: Bool) async throws {
        try await EmbeddedServer.run { server in
            let admin = try server.admin()
            for number in 0..<12 { try await admin.makeConfigMap("c\(number)", ["v": "1"]) }
            let store = ConfigMaps.configMaps()
            try await Self.watching(store, try server.hasty()) {
                $0.usesStreamingLists = isStreaming
                $0.pageSize = 5
            } _: { watcher in
                try await store.synced()
                #expect(store.words == (try await admin.configMaps()))
                try await admin.writeConfigMap("c3", ["v": "2"])
                try await admin.deleteConfigMap("c4")
                try await admin.makeConfigMap("d", ["v": "3"])
                try await store.shows(what: admin)
                guard case .live = watcher.status.health else {
                    Issue.record("the watcher is \(watcher.status.health)")
                    return
                }
            }
            let requests = server.audit.records { $0.userAgent == "test" }.map(\.verb)
            #expect(Set(requests) == (isStreaming ? ["watch"] : ["list", "watch"]))
        }
    }

    @Test("16: objects of all sizes arrive whole, many in a piece and one in many")
    func sizes() async throws {
        try await EmbeddedServer.run { server in
            let admin = try server.admin()
            let store = ConfigMaps.configMaps()
            try await Self.watching(store, try server.hasty()) { _ in
                try await store.synced()
                let large = String(repeating: "é\r\n", count: 200_000)
                try await admin.makeConfigMap("large", ["v": large])
                for number in 0..<50 { try await admin.makeConfigMap("small\(number)", ["v": "\(number)"]) }
                try await store.shows(what: admin)
                #expect(store.snapshot[ObjectKey(namespace: "default", name: "large")]?.data["v"] == large)
            }
        }
    }

    @Test("18: the transfer is closed at once when nobody wants to know any more")
    func cancellation() async throws {
        try await EmbeddedServer.run { server in
            let store = ConfigMaps.configMaps()
            try await Self.watching(store, try server.environment("test")) { _ in try await store.synced() }
            try await eventually("the server is rid of the watch") {
                server.audit.records { $0.userAgent == "test" && $0.stage == .responseComplete }.count == 1
            }
            let begun = server.audit.records { $0.userAgent == "test" && $0.stage == .responseStarted }
            #expect(begun.count == 1)
        }
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let verbs: [String]
        let effect: FaultEffect
        var count: Int?
        var probability = 1.0

        init(
            _ testDescription: String,
            _ verbs: [String],
            _ effect: FaultEffect,
            count: Int? = nil,
            probability: Double = 1
        ) {
            self.testDescription = testDescription
            self.verbs = verbs
            self.effect = effect
            self.count = count
            self.probability = probability
        }
    }

    static let faults = [
        Fault("5: watches that break after each event", ["watch"], .cutWatch(afterLines: 3, inLine: false)),
        Fault("16: watches that break inside an event", ["watch"], .cutWatch(afterLines: 3, inLine: true)),
        Fault("9: too many requests", ["watch"], .refusal(.init(code: 429, retryAfterSeconds: 1)), count: 3),
        Fault("14: a server that fails", ["list", "watch"], .refusal(.init(code: 500)), count: 4),
        Fault("7: versions that expire", ["watch"], .expiry, count: 4),
        Fault("10: connections that are cut before an answer", ["list", "watch"], .cut(.before), probability: 0.5),
        Fault("20: credentials that are refused", ["watch"], .refusal(.init(code: 401)), count: 2),
        Fault("25: no streaming lists", ["watch"], .refusal(.init(code: 400, reason: "Invalid")), count: 1),
        Fault("65: a server that lags behind", ["list", "watch"], .stale(.time(.milliseconds(100))), probability: 0.5),
        Fault("19: events that come twice", ["watch"], .duplicatedEvents),
        Fault("13: no bookmarks", ["watch"], .droppedBookmarks, count: 2),
    ]

    @Test("a store comes to show what there is, whatever goes wrong, and never goes back", arguments: faults)
    func convergence(_ row: Fault) async throws {
        try await EmbeddedServer.run { server in
            let admin = try server.admin()
            for number in 0..<10 { try await admin.makeConfigMap("c\(number)", ["v": "0"]) }
            server.fault("row", row.verbs, row.effect, count: row.count, probability: row.probability)
            let store = ConfigMaps.configMaps()
            let subscription = store.subscribe()
            try await Self.watching(store, try server.hasty()) { _ in
                for round in 1...10 {
                    for number in [round % 10, (round * 3) % 10] {
                        try await admin.writeConfigMap("c\(number)", ["v": "\(round)"])
                    }
                    // A watch that is open now ends with its next event.
                    if round % 3 == 0 {
                        server.fault("cut", ["watch"], .cutWatch(afterLines: 4, inLine: false), count: 1)
                    }
                    if round == 5 {
                        try await admin.deleteConfigMap("c9")
                        try await admin.makeConfigMap("c9", ["v": "new"])
                    }
                    try await Task.sleep(for: .milliseconds(5))
                }
                server.faults.remove("row")
                try await store.shows(what: admin)
            }
            Self.expectNoReturn(subscription.take())
            #expect(store.restarts == 0)
        }
    }

    private static func expectNoReturn(_ changes: [ObjectChange<CoreV1.ConfigMap>]) {
        for change in changes {
            guard let old = change.old?.metadata.resourceVersion, let new = change.new?.metadata.resourceVersion else {
                continue
            }
            #expect(new.isOlder(than: old) == false)
        }
    }

    @Test("20: a watch goes on behind refused credentials without another list")
    func noListAfterRefusal() async throws {
        try await EmbeddedServer.run { server in
            let admin = try server.admin()
            try await admin.makeConfigMap("a", ["v": "1"])
            let store = ConfigMaps.configMaps()
            // The first watch is the list, which also has the authorities that every namespace has; it breaks behind its
            // end, and the next is refused.
            server.fault("break", ["watch"], .cutWatch(afterLines: 3, inLine: false), count: 1)
            server.fault("refuse", ["watch"], .refusal(.init(code: 401)), skip: 1, count: 1)
            try await Self.watching(store, try server.hasty()) { _ in
                try await store.synced()
                try await admin.writeConfigMap("a", ["v": "2"])
                try await store.shows(what: admin)
            }
            let requests = server.audit.records { $0.userAgent == "test" && $0.stage == .responseComplete }
            let lists = requests.filter { $0.uri.contains("sendInitialEvents") || $0.verb == "list" }
            let refusals = requests.filter { $0.code == 401 }
            #expect(lists.count == 1)
            #expect(refusals.count == 1)
        }
    }

    @Test("19: a hundred thousand changes of which nobody hears take no more room than the objects")
    func boundedBuffers() async throws {
        let store = ConfigMaps.configMaps()
        store.apply(.begin)
        store.apply(.commit(ResourceVersion("1"), mayGoBack: false))
        let subscription = store.subscribe()
        for version in 2...100_001 {
            var object = CoreV1.ConfigMap()
            object.metadata = ObjectMeta(name: "c\(version % 10)", namespace: "default", uid: "1")
            object.metadata.resourceVersion = ResourceVersion("\(version)")
            store.apply(.upsert(object))
        }
        #expect(subscription.count == 10)
    }
}

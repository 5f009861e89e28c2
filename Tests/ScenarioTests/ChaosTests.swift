// SPDX-License-Identifier: Apache-2.0

import ControlPlaneSupport
import EventLoop
import Glibc
import KubeClient
import KubeCore
import KubeServer
import Synchronization
import TestSupport
import Testing

@Suite("chaos with the real rooms", .timeLimit(.minutes(5)))
struct ChaosTests {
    /// How much of it.
    struct Size: Sendable {
        var objects = 160
        var duration = Duration.seconds(6)
        var lease = Duration.seconds(3)

        /// `PORTOLAN_CHAOS=long` is what `make soak` runs.
        static var current: Size {
            guard unsafe getenv("PORTOLAN_CHAOS") != nil else { return Size() }
            return Size(objects: 2_000, duration: .seconds(60), lease: .seconds(6))
        }
    }

    @Test("what there is in the end is what there would be without faults, and no two ever worked on it at once")
    func chaos() async throws {
        let size = Size.current
        let server = EmbeddedPlane { $0.historyLimit = 2_000 }
        let ledger = Ledger()
        try await withThrowingTaskGroup { group in
            group.addTask { try await server.run() }
            let loop = try EventLoop(name: "chaos")
            let configuration = try await server.configuration
            let admin = KubeClient(configuration, KubeClientOptions(userAgent: "admin"), on: loop)
            for namespace in [Writer.namespace, Replicator.namespace] {
                try await admin.create(
                    CoreV1.Namespace.resourceType,
                    DynamicObject(CoreV1.Namespace.resourceType, ObjectKey(name: namespace))
                )
            }
            server.faults.replace(with: Self.faults)
            let fleet = Fleet { Replicator($0, configuration, loop, ledger, lease: size.lease) }
            group.addTask { try await fleet.run() }
            async let misfortune: Void = Self.befall(server, fleet, size.duration)
            let expected = try await Self.write(size, configuration, loop)
            try await misfortune
            server.faults.replace(with: [])
            try await Self.expectCopies(of: expected, admin)
            group.cancelAll()
            #expect(fleet.kills == 2)
        }
        #expect(ledger.faults.isEmpty)
        #expect(Self.latecomers(server.audit).isEmpty)
        print("chaos: \(ledger.passes) passes, \(server.audit.records().count) requests")
    }

    /// Eight writers at once; what all of them have written.
    private static func write(
        _ size: Size,
        _ configuration: KubeConfiguration,
        _ loop: EventLoop
    ) async throws -> [String: String] {
        let end = ContinuousClock.now.advanced(by: size.duration)
        return try await withThrowingTaskGroup { group in
            for number in 0..<8 {
                let names = stride(from: number, to: size.objects, by: 8).map { "object-\($0)" }
                let client = KubeClient(configuration, KubeClientOptions(userAgent: "writer"), on: loop)
                let writer = Writer(client: client, names: names, seed: Seed(UInt64(number) + 1))
                group.addTask { try await writer.run(until: end) }
            }
            return try await group.reduce(into: [:]) { $0.merge($1) { _, new in new } }
        }
    }

    /// Restarts the server and kills leaders.
    private static func befall(_ server: EmbeddedPlane, _ fleet: Fleet, _ duration: Duration) async throws {
        for part in 1...6 {
            try await Task.sleep(for: duration / 7)
            switch part {
            case 1, 4: try await fleet.killLeader()
            case 2, 5: server.restart()
            default: server.faults.add(FaultRule("compaction", FaultMatch(["watch"]), .compaction, count: 1))
            }
        }
    }

    private static func expectCopies(of expected: [String: String], _ client: KubeClient) async throws {
        let deadline = ContinuousClock.now.advanced(by: .seconds(90))
        var differences: [String] = []
        while ContinuousClock.now < deadline {
            let sources = try await values(in: Writer.namespace, client)
            #expect(sources == expected, "the writers are wrong about what they have written")
            let copies = try await values(in: Replicator.namespace, client)
            differences = Set(copies.keys).union(expected.keys).filter { copies[$0] != expected[$0] }.sorted()
            if differences.isEmpty { return }
            try await Task.sleep(for: .milliseconds(200))
        }
        Issue.record("\(differences.count) copies are not what they should be: \(differences.prefix(10))")
    }

    private static func values(in namespace: String, _ client: KubeClient) async throws -> [String: String] {
        var answer: ObjectList<CoreV1.ConfigMap>?
        try await eventually("the server answers") {
            answer = try? await client.listAll(CoreV1.ConfigMap.self, namespace: namespace)
            return answer != nil
        }
        let list = try #require(answer)
        let own = list.items.filter { $0.metadata.name.hasPrefix("object-") }
        return Dictionary(uniqueKeysWithValues: own.map { ($0.metadata.name, $0.data["value"] ?? "") })
    }

    /// Writes of a leader behind those of a later one.
    private static func latecomers(_ audit: AuditLog) -> [String] {
        let writes = audit.records { record in
            record.object?.namespace == Replicator.namespace && ["patch", "delete"].contains(record.verb)
                && (200..<300).contains(record.code)
        }
        var leaders: [String] = []
        var late: [String] = []
        for write in writes where write.userAgent != leaders.last {
            if leaders.contains(write.userAgent) {
                late.append("\(write.userAgent) wrote \(write.uri) after \(leaders)")
            }
            leaders.append(write.userAgent)
        }
        return late
    }

    private static let faults: [FaultRule] = [
        FaultRule("cut", FaultMatch(["watch"]), .cutWatch(afterLines: 40, inLine: true), probability: 0.5),
        FaultRule(
            "busy",
            FaultMatch(),
            .refusal(.init(code: 429, reason: "TooManyRequests", retryAfterSeconds: 1)),
            probability: 0.01
        ),
        FaultRule("broken", FaultMatch(), .refusal(.init(code: 500, reason: "InternalError")), probability: 0.01),
        FaultRule("lost", FaultMatch(), .cut(.before), probability: 0.01),
        FaultRule("unheard", FaultMatch(), .cut(.after), probability: 0.01),
        FaultRule("expired", FaultMatch(["watch", "list"]), .expiry, probability: 0.1),
        FaultRule("stale", FaultMatch(["watch"]), .stale(.time(.milliseconds(500))), probability: 0.2),
        FaultRule("late", FaultMatch(), .latency(.milliseconds(50)), probability: 0.05),
        FaultRule("no bookmarks", FaultMatch(["watch"]), .droppedBookmarks, probability: 0.2),
    ]
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import Telemetry
import TestSupport
import Testing

@Suite("Leader election at a server", .timeLimit(.minutes(2)))
struct LeaderElectionTests {
    static let lease = ObjectKey(namespace: "default", name: "portolan")

    /// A process that takes part, whose time stands still until it is moved.
    struct Contender: Sendable {
        let clock = ManualClock()
        let metrics = MetricRegistry()
        let election: LeaderElection
        private let requests = EmbeddedServer.RequestCount()

        init(_ identity: String, at server: EmbeddedServer) throws {
            var environment = try server.environment(identity, observer: requests)
            environment.clock = clock
            environment.wallClock = clock.wallClock
            environment.metrics = metrics
            election = LeaderElection(lease, ElectionConfiguration(identity: identity), in: environment)
        }

        var isLeader: Bool { election.leadership != nil }

        /// Waits until it has nothing to do but to wait.
        func rests() async throws {
            try await eventually("\(election.activity) comes to an end") { election.activity == .waiting }
        }

        /// Goes to where something is due, and waits until it is done.
        func goOn(by duration: Duration) async throws {
            try await rests()
            let before = requests.value
            clock.advance(by: duration)
            try await eventually("what was due is done") { requests.value > before }
            try await rests()
        }

        /// Takes part while a test looks on.
        func whileTakingPart(_ body: () async throws -> Void) async throws {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await election.run() }
                try await body()
                group.cancelAll()
                _ = try? await group.next()
            }
        }
    }

    /// The lease as somebody else has left it, with times of a clock that is wrong by a year.
    static func put(_ holder: String, duration: Int = 15, at server: EmbeddedServer) async throws {
        var object = DynamicObject(CoordinationV1.Lease.resourceType, lease)
        object["spec"] = [
            "holderIdentity": .string(holder), "leaseDurationSeconds": .number(JSONNumber(duration)),
            "acquireTime": "2027-01-01T00:00:00.000000Z", "renewTime": "2027-01-01T00:00:00.000000Z",
            "leaseTransitions": 4,
        ]
        try await server.environment("other").client.create(
            CoordinationV1.Lease.resourceType,
            namespace: lease.namespace,
            object
        )
    }

    static func read(_ server: EmbeddedServer) async throws -> CoordinationV1.Lease {
        try await server.environment("reader").client.get(CoordinationV1.Lease.self, lease)
    }

    @Test("case 72: a lease that is not there is created")
    func absent() async throws {
        try await EmbeddedServer.run { server in
            let me = try Contender("me", at: server)
            try await me.whileTakingPart {
                #expect(try await me.election.gate.waitUntilLeading().epoch == 0)
                let lease = try await Self.read(server)
                #expect(lease.spec.holderIdentity == "me")
                #expect(lease.spec.leaseDurationSeconds == 15)
                #expect(lease.spec.renewTime == me.clock.wallClock.now)
            }
            #expect(throws: LeaderGate.Refusal.ended) { try me.election.gate.check() }
            #expect(try await Self.read(server).spec.holderIdentity == "me", "who is cancelled gives nothing back")
        }
    }

    @Test("case 72: a lease that was given back is taken at once, in a new epoch")
    func released() async throws {
        try await EmbeddedServer.run { server in
            try await Self.put("", duration: 1, at: server)
            let me = try Contender("me", at: server)
            try await me.whileTakingPart {
                let leadership = try await me.election.gate.waitUntilLeading()
                #expect(leadership.epoch == 5)
            }
        }
    }

    @Test(
        "case 72: a lease that somebody holds is left alone until it did not change for its duration, as seen from here"
    )
    func held() async throws {
        try await EmbeddedServer.run { server in
            try await Self.put("other", at: server)
            let me = try Contender("me", at: server)
            try await me.whileTakingPart {
                try await me.goOn(by: .seconds(3))
                #expect(me.election.holder == "other")
                for _ in 0..<3 { try await me.goOn(by: .seconds(3)) }
                #expect(!me.isLeader)
                // The other one renews: it counts anew.
                _ = try await server.environment("other").client.patch(
                    CoordinationV1.Lease.resourceType,
                    Self.lease,
                    .merge(["spec": ["renewTime": "2027-01-01T00:00:10.000000Z"]])
                )
                for _ in 0..<4 { try await me.goOn(by: .seconds(3)) }
                #expect(!me.isLeader)
                me.clock.advance(by: .seconds(15))
                #expect(try await me.election.gate.waitUntilLeading().epoch == 5)
                #expect(try await Self.read(server).spec.holderIdentity == "me")
            }
            #expect(server.accepted(by: "me", ["update", "patch", "create"], of: "leases").count == 1)
        }
    }

    @Test("case 74: a renewal is one request, and leaves alone what others wrote into the lease")
    func fastPath() async throws {
        try await EmbeddedServer.run { server in
            let me = try Contender("me", at: server)
            try await me.whileTakingPart {
                _ = try await me.election.gate.waitUntilLeading()
                try await me.goOn(by: .seconds(2))
                #expect(server.audit.records { $0.userAgent == "me" }.map(\.verb) == ["get", "create", "patch"])
                // Somebody else's version is in the way: the slow path, once.
                _ = try await server.environment("other").client.patch(
                    CoordinationV1.Lease.resourceType,
                    Self.lease,
                    .merge(["metadata": ["annotations": ["a": "b"]]])
                )
                try await me.goOn(by: .seconds(2))
                try await me.goOn(by: .seconds(2))
                #expect(
                    server.audit.records { $0.userAgent == "me" }.dropFirst(3).map { "\($0.verb) \($0.code)" }
                        == ["patch 409", "get 200", "patch 200", "patch 200"]
                )
            }
            #expect(try await Self.read(server).metadata.annotations["a"] == "b")
            let figures = String(decoding: me.metrics.exposition(), as: UTF8.self)
            #expect(figures.contains(#"leader_election_slowpath_total{name="portolan"} 1"#))
            #expect(figures.contains(#"leader_election_master_status{name="portolan"} 0"#))
        }
    }

    @Test("case 74: a lease is given back, also when the answer to the renewal before was lost")
    func release() async throws {
        try await EmbeddedServer.run { server in
            let me = try Contender("me", at: server)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await me.election.run() }
                _ = try await me.election.gate.waitUntilLeading()
                try await me.rests()
                server.faults.add(FaultRule("lost", FaultMatch(["patch"]), .cut(.after), count: 1))
                me.election.release()
                try await group.next()
            }
            let lease = try await Self.read(server)
            #expect(lease.spec.holderIdentity.isEmpty)
            #expect(lease.spec.leaseDurationSeconds == 1)
            #expect(throws: LeaderGate.Refusal.ended) { try me.election.gate.check() }
        }
    }

    @Test("case 75: a lease that somebody else has taken is lost, and that is an error")
    func takenOver() async throws {
        try await EmbeddedServer.run { server in
            let me = try Contender("me", at: server)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await me.election.run() }
                _ = try await me.election.gate.waitUntilLeading()
                _ = try await server.environment("other").client.patch(
                    CoordinationV1.Lease.resourceType,
                    Self.lease,
                    .merge(["spec": ["holderIdentity": "other"]])
                )
                try await me.rests()
                me.clock.advance(by: .seconds(2))
                await #expect(throws: LeaderElection.Lost(reason: .takenOver(by: "other"))) { try await group.next() }
            }
            #expect(throws: LeaderGate.Refusal.lost(.takenOver(by: "other"))) { try me.election.gate.check() }
        }
    }

    @Test("case 73: a leader whose server does not answer stops before its lease ends, and its last write before that")
    func unreachable() async throws {
        try await EmbeddedServer.run { server in
            let me = try Contender("me", at: server)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await me.election.run() }
                let leadership = try await me.election.gate.waitUntilLeading()
                try await me.rests()
                server.faults.add(
                    FaultRule("slow", FaultMatch([], of: ["leases.coordination.k8s.io"]), .latency(.seconds(60)))
                )
                group.addTask {
                    while !Task.isCancelled, me.clock.elapsed < .seconds(12) { await me.clock.advanceToNextWake() }
                }
                await #expect(throws: LeaderElection.Lost(reason: .renewalFailed)) { try await group.next() }
                #expect(me.clock.now < leadership.validUntil)
                group.cancelAll()
            }
        }
    }

    @Test("case 73: who was stopped for longer than its lease finds the gate shut, before it has heard of anything")
    func paused() async throws {
        try await EmbeddedServer.run { server in
            let me = try Contender("me", at: server)
            let client = try server.environment("me").client.asking(me.election.gate)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await me.election.run() }
                _ = try await me.election.gate.waitUntilLeading()
                try await me.rests()
                me.clock.advance(by: .seconds(20))
                let error = await #expect(throws: APIError.self) {
                    try await client.patch(CoordinationV1.Lease.resourceType, Self.lease, .merge([:]))
                }
                #expect(error?.code == .notPermitted)
                await #expect(throws: LeaderElection.Lost.self) { try await group.next() }
            }
            #expect(server.accepted(by: "me", ["patch"], of: "leases").isEmpty)
        }
    }

    @Test("case 75: what hangs with an old lease is found out by its health")
    func health() async throws {
        try await EmbeddedServer.run { server in
            let me = try Contender("me", at: server)
            try await me.whileTakingPart {
                _ = try await me.election.gate.waitUntilLeading()
                try await me.rests()
                #expect(throws: Never.self) { try me.election.checkHealth() }
            }
            // It was cancelled with the lease in its hand, as a process that does nothing any more.
            me.clock.advance(by: .seconds(36))
            let error = #expect(throws: (any Error).self) { try me.election.checkHealth() }
            #expect(error.map { "\($0)" } == "failed election to renew leadership on lease portolan")
        }
    }

    @Test("case 76: whoever waits in line takes over as soon as the lease is given back, in the next epoch")
    func handOver() async throws {
        try await EmbeddedServer.run { server in
            let (first, second) = (try Contender("first", at: server), try Contender("second", at: server))
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await first.election.run() }
                _ = try await first.election.gate.waitUntilLeading()
                group.addTask { try await second.election.run() }
                try await second.rests()
                #expect(second.election.holder == "first")
                first.election.release()
                try await group.next()
                try await second.rests()
                second.clock.advance(by: .seconds(3))
                #expect(try await second.election.gate.waitUntilLeading().epoch == 1)
                #expect(!first.isLeader)
                group.cancelAll()
                _ = try? await group.next()
            }
        }
    }
}

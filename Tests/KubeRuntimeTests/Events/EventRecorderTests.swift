// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import Telemetry
import TestSupport
import Testing

@Suite("Event recorder at a server", .timeLimit(.minutes(1)))
struct EventRecorderTests {
    static let type = EventsV1.Event.resourceType

    /// A recorder whose time stands still until it is moved.
    struct Desk: Sendable {
        let clock = ManualClock()
        let metrics = MetricRegistry()
        let recorder: EventRecorder
        let client: KubeClient

        init(at server: EmbeddedServer, capacity: Int = 1_000) throws {
            var environment = try server.environment("recorder")
            environment.clock = clock
            environment.wallClock = clock.wallClock
            environment.metrics = metrics
            client = environment.client
            let reporter = EventRecord.Reporter(controller: "example.dev/test", instance: "pod-1")
            recorder = EventRecorder(reporter, in: environment, capacity: capacity)
        }

        func record(_ note: String = "it works", about name: String = "thing") {
            var object = ObjectReference()
            object.apiVersion = "v1"
            object.kind = "ConfigMap"
            object.namespace = "default"
            object.name = name
            recorder.record(EventNews(.normal, regarding: object, reason: "Worked", action: "Work", note: note))
        }

        func events() async throws -> [EventsV1.Event] {
            try await client.listAll(EventsV1.Event.self, namespace: "default").items
        }

        func count(_ outcome: String) -> String? {
            String(decoding: metrics.exposition(), as: UTF8.self).split(separator: "\n")
                .first { $0.hasPrefix(#"event_recorder_events_total{outcome="\#(outcome)"}"#) }
                .map { String($0.split(separator: " ")[1]) }
        }

        /// Writes while a test looks on, and then what is left.
        func whileWriting(_ body: () async throws -> Void) async throws {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await recorder.run() }
                try await body()
                recorder.finish()
                try await group.next()
            }
        }
    }

    @Test("what happens once is an event; what happens again is a series, which is written whole at the end")
    func series() async throws {
        try await EmbeddedServer.run { server in
            let desk = try Desk(at: server)
            try await desk.whileWriting {
                desk.record()
                try await eventually("it is written") { try await desk.events().count == 1 }
                let event = try await desk.events()[0]
                #expect(event.note == "it works")
                #expect(event.series == nil)
                for _ in 0..<5 { desk.record() }
            }
            let events = try await desk.events()
            #expect(events.count == 1)
            #expect(events.first?.series?.count == 6)
            // Created, made a series of, and counted to the end.
            #expect(
                server.audit.records { $0.userAgent == "recorder" && $0.verb != "list" }.map(\.verb) == [
                    "create", "patch", "patch",
                ]
            )
        }
    }

    @Test("a series whose event the server has forgotten begins anew, with its count")
    func forgotten() async throws {
        try await EmbeddedServer.run { server in
            let desk = try Desk(at: server)
            try await desk.whileWriting {
                desk.record()
                try await eventually("it is written") { try await desk.events().count == 1 }
                let key = try await desk.events()[0].metadata
                try await desk.client.delete(Self.type, ObjectKey(namespace: "default", name: key.name))
                desk.record()
            }
            #expect(try await desk.events().map(\.series?.count) == [2])
        }
    }

    @Test("nobody waits for a server that does not answer, and what finds no room is counted")
    func flood() async throws {
        try await EmbeddedServer.run { server in
            let desk = try Desk(at: server, capacity: 10)
            for number in 0..<25 { desk.record("note", about: "thing-\(number)") }
            #expect(desk.recorder.waitingCount == 10)
            #expect(desk.count("dropped") == "15")
            try await desk.whileWriting {}
            #expect(try await desk.events().count == 10)
            #expect(desk.count("written") == "10")
        }
    }

    @Test("what the server refuses is counted and forgotten")
    func refusal() async throws {
        try await EmbeddedServer.run { server in
            let desk = try Desk(at: server)
            let refusal = FaultEffect.Refusal(code: 403, reason: "Forbidden", message: "no")
            server.faults.add(FaultRule("no", FaultMatch(["create"]), .refusal(refusal), count: 1))
            try await desk.whileWriting {
                desk.record("first", about: "a")
                desk.record("second", about: "b")
            }
            #expect(try await desk.events().map(\.note) == ["second"])
            #expect(desk.count("failed") == "1")
        }
    }

    @Test("what failed on the way is written again a little later, and is there once")
    func repetition() async throws {
        try await EmbeddedServer.run { server in
            let desk = try Desk(at: server)
            server.faults.add(FaultRule("lost", FaultMatch(["create"]), .cut(.after), count: 1))
            try await desk.whileWriting {
                desk.record()
                await desk.clock.advanceToNextWake()
                try await eventually("it is written") { desk.count("written") == "1" }
            }
            #expect(try await desk.events().count == 1)
        }
    }
}

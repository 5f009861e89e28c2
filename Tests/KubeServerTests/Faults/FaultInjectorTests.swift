// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import HTTPServer
import JSONKit
import TestSupport
import Testing

@testable import KubeServer

private let widgets = "/apis/example.com/v1/namespaces/a/widgets"

@Suite("Faults on purpose", .timeLimit(.minutes(1)))
struct FaultInjectorTests {
    private struct Faulty {
        let plan = FaultPlan()
        let injector: FaultInjector
        let client: InProcessClient
        let storage = Storage()

        init(clock: any MonotonicClock = ContinuousClock()) async throws {
            let server = try SampleServer(storage: storage).server
            injector = FaultInjector(
                plan,
                storage: storage,
                clock: clock,
                identify: { request, _ in
                    switch request.fields["Authorization"] {
                    case "Bearer root": UserInfo(name: "root", groups: [UserInfo.mastersGroup])
                    case "Bearer jane": UserInfo(name: "jane")
                    default: nil
                    }
                },
                replica: { storage in
                    guard let server = try? SampleServer(storage: storage).server else { return { _ in .cut } }
                    return { await server.handle($0) }
                },
                next: { await server.handle($0) }
            )
            client = InProcessClient(injector.handle)
            _ = try await send(.post, "/api/v1/namespaces", #"{"metadata": {"name": "a"}}"#)
        }

        @discardableResult
        func send(
            _ method: HTTPMethod,
            _ target: String,
            _ body: String = "",
            as user: String = "root"
        ) async throws -> (reply: InProcessClient.Reply, json: JSONValue) {
            let fields: HTTPFields = ["Authorization": "Bearer \(user)", "Content-Type": "application/json"]
            let reply = try await client.send(method, target, fields: fields, body: Array(body.utf8))
            return (reply, try JSONValue(parsing: reply.body))
        }

        func create(_ name: String) async throws {
            try await send(
                .post,
                widgets,
                #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "\#(name)"}, "spec": {"size": 1}}"#
            )
        }

        func names() async throws -> [String] {
            try await send(.get, widgets).json["items"]?.array?.compactMap { $0["metadata"]?["name"]?.string } ?? []
        }
    }

    @Test("a refusal is a Status with what was said, as often as was said")
    func refusal() async throws {
        let faulty = try await Faulty()
        faulty.plan.add(
            FaultRule("busy", FaultMatch(["list"]), .refusal(.init(code: 429, retryAfterSeconds: 3)), count: 1)
        )
        let (reply, json) = try await faulty.send(.get, widgets)
        #expect(reply.status.code == 429)
        #expect(reply.fields["Retry-After"] == "3")
        #expect(json["reason"]?.string == "TooManyRequests")
        #expect(json["details"]?["retryAfterSeconds"]?.int == 3)
        #expect(try await faulty.send(.get, widgets).reply.status.code == 200)
    }

    @Test("a connection that is cut before leaves nothing behind, one that is cut after leaves the write")
    func cuts() async throws {
        let faulty = try await Faulty()
        for (moment, names) in [(FaultEffect.Moment.before, []), (.after, ["x"])] {
            faulty.plan.add(FaultRule("cut", FaultMatch(["create"]), .cut(moment), count: 1))
            await #expect(throws: HTTPServerError.self) { try await faulty.create("x") }
            #expect(try await faulty.names() == names)
        }
    }

    @Test("an answer comes late, and not before")
    func latency() async throws {
        let clock = ManualClock()
        let faulty = try await Faulty(clock: clock)
        faulty.plan.add(FaultRule("slow", FaultMatch(["get"]), .latency(.seconds(60))))
        async let answer = faulty.send(.get, "\(widgets)/x")
        await clock.sleepers()
        #expect(clock.timeToNextWake == .seconds(60))
        await clock.advanceToNextWake()
        #expect(try await answer.reply.status.code == 404)
    }

    @Test("stale reads show an older state whole: lists, objects and resource versions")
    func stale() async throws {
        let faulty = try await Faulty()
        try await faulty.create("x")
        try await faulty.create("y")
        try await faulty.create("z")
        faulty.plan.add(FaultRule("lag", FaultMatch(["get", "list", "watch"]), .stale(.revisions(2))))
        #expect(try await faulty.names() == ["x"])
        #expect(try await faulty.send(.get, "\(widgets)/y").reply.status.code == 404)
        let present = faulty.storage.revision
        #expect(try await faulty.send(.get, widgets).json["metadata"]?["resourceVersion"]?.string == "\(present - 2)")
        try await faulty.create("zz")
        #expect(try await faulty.names() == ["x", "y"])
        faulty.plan.remove("lag")
        #expect(try await faulty.names() == ["x", "y", "z", "zz"])
    }

    @Test("a stale watch follows at its distance")
    func staleWatch() async throws {
        let faulty = try await Faulty()
        try await faulty.create("a")
        try await faulty.create("b")
        faulty.plan.add(FaultRule("lag", FaultMatch(["watch"]), .stale(.revisions(1))))
        let runner = Task { await faulty.injector.run() }
        let watch = try await WatchProbe(faulty.injector.handle, "\(widgets)?watch=1")
        #expect(try await watch.events(1).map(\.name) == ["a"])
        try await faulty.create("c")
        #expect(try await watch.events(1).map(\.name) == ["b"])
        try await faulty.create("d")
        #expect(try await watch.events(1).map(\.name) == ["c"])
        await watch.stop()
        runner.cancel()
        await runner.value
    }

    @Test("history can be forgotten, and a list be told that it is too old")
    func expiry() async throws {
        let faulty = try await Faulty()
        for name in ["x", "y", "z"] { try await faulty.create(name) }
        let token = try #require(
            try await faulty.send(.get, "\(widgets)?limit=1").json["metadata"]?["continue"]?.string
        )
        faulty.plan.add(FaultRule("expiry", FaultMatch(["list"]), .expiry, count: 1))
        #expect(try await faulty.send(.get, "\(widgets)?limit=1&continue=\(token)").reply.status.code == 410)
        #expect(try await faulty.send(.get, "\(widgets)?limit=1&continue=\(token)").reply.status.code == 200)
        try await faulty.create("zz")
        faulty.plan.add(FaultRule("compaction", FaultMatch(["list"]), .compaction, count: 1))
        #expect(try await faulty.send(.get, "\(widgets)?limit=1&continue=\(token)").reply.status.code == 410)
    }

    @Test("a watch is cut in the middle of a line")
    func cutWatch() async throws {
        let faulty = try await Faulty()
        for name in ["x", "y", "z"] { try await faulty.create(name) }
        faulty.plan.add(FaultRule("cut", FaultMatch(["watch"]), .cutWatch(afterLines: 1, inLine: true)))
        let watch = try await WatchProbe(faulty.injector.handle, "\(widgets)?watch=1")
        let (text, isComplete) = await watch.rest()
        #expect(!isComplete)
        #expect(text.split(separator: "\n").count == 2)
        #expect(!text.hasSuffix("\n"))
    }

    @Test("the clock by which tokens are checked can be wrong")
    func clockSkew() {
        let plan = FaultPlan()
        let base = WallClock { Timestamp(secondsSinceEpoch: 1_000) }
        let clock = plan.clock(base)
        #expect(clock.now == base.now)
        plan.clockSkew = .seconds(-90)
        #expect(clock.now == Timestamp(secondsSinceEpoch: 910))
    }

    @Test("the endpoint is for those who may do everything: they read the plan, replace it and take it back")
    func endpoint() async throws {
        let faulty = try await Faulty()
        #expect(try await faulty.send(.get, "/debug/faults", as: "nobody").reply.status.code == 401)
        #expect(try await faulty.send(.get, "/debug/faults", as: "jane").reply.status.code == 403)
        let plan = #"{"rules": [{"name": "r", "match": {"users": ["jane"]}, "effect": {"refusal": {"code": 503}}}]}"#
        #expect(try await faulty.send(.put, "/debug/faults", plan).reply.status.code == 200)
        #expect(try await faulty.send(.get, widgets, as: "jane").reply.status.code == 503)
        #expect(try await faulty.send(.get, widgets, as: "root").reply.status.code == 200)
        let present = try await faulty.send(.get, "/debug/faults").json
        #expect(present["rules"]?[0]?["name"]?.string == "r")
        #expect(present["rules"]?[0]?["hits"]?.int == 1)
        let mistake = try await faulty.send(.put, "/debug/faults", #"{"rules": 1}"#)
        #expect(mistake.reply.status.code == 400)
        #expect(mistake.json["kind"]?.string == "Status")
        #expect(faulty.plan.rules.count == 1)
        #expect(try await faulty.send(.delete, "/debug/faults").json["rules"]?.array?.isEmpty == true)
        #expect(try await faulty.send(.get, widgets, as: "jane").reply.status.code == 200)
        #expect(try await faulty.send(.post, "/debug/faults").reply.status.code == 405)
    }
}

// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import TestSupport
import Testing

@testable import KubeServer

private func subject(_ method: HTTPMethod, _ path: String, agent: String = "", user: String? = nil) -> FaultSubject {
    let info = RequestInfo(method: method, path: path, query: HTTPQuery())
    return FaultSubject(info: info, userAgent: agent, user: user)
}

@Suite("The rules of a fault plan", .tags(.machine))
struct FaultMachineTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let match: @Sendable (inout FaultMatch) -> Void
        let hits: [Bool]

        init(_ description: String, _ hits: [Bool], _ match: @escaping @Sendable (inout FaultMatch) -> Void) {
            testDescription = description
            self.hits = hits
            self.match = match
        }
    }

    /// What the rows are about, in the order of their hits.
    private static let subjects = [
        subject(.get, "/api/v1/namespaces/a/pods/x", agent: "kubectl/v1.36", user: "jane"),
        subject(.get, "/apis/apps/v1/namespaces/b/deployments", agent: "portolan/1"),
        subject(.put, "/apis/apps/v1/namespaces/b/deployments/d/status", agent: "portolan/1", user: "root"),
        subject(.get, "/version"),
    ]

    static let rows = [
        Row("nothing said matches everything", [true, true, true, true]) { _ in },
        Row("a verb", [false, true, false, false]) { $0.verbs = ["list", "watch"] },
        Row("a core resource", [true, false, false, false]) { $0.resources = ["pods"] },
        Row("a resource of a group", [false, true, false, false]) { $0.resources = ["deployments.apps"] },
        Row("a subresource", [false, false, true, false]) { $0.resources = ["deployments.apps/status"] },
        Row("the beginning of a resource", [false, true, true, false]) { $0.resources = ["deployments*"] },
        Row("a namespace", [false, true, true, false]) { $0.namespaces = ["b"] },
        Row("a name", [true, false, true, false]) { $0.names = ["x", "d"] },
        Row("a user agent", [false, true, true, false]) { $0.userAgents = ["portolan/*"] },
        Row("a user", [true, false, false, false]) { $0.users = ["jane"] },
        Row("all at once", [false, false, true, false]) {
            $0.verbs = ["update"]
            $0.namespaces = ["b"]
            $0.users = ["root"]
        },
    ]

    @Test("a request matches a rule by", arguments: rows)
    func matching(_ row: Row) {
        var match = FaultMatch()
        row.match(&match)
        #expect(Self.subjects.map { match.contains($0) } == row.hits)
    }

    @Test("a rule spares some, hits some, and is done")
    func counting() {
        var machine = FaultMachine(seed: 1)
        machine.add(FaultRule("r", FaultMatch(["get"]), .compaction, skip: 2, count: 3))
        let hits = (0..<8).map { _ in machine.effects(on: Self.subjects[0]).count }
        #expect(hits == [0, 0, 1, 1, 1, 0, 0, 0])
        #expect(machine.effects(on: Self.subjects[1]).isEmpty)
        #expect(machine.rules.first?.hits == 3)
        machine.add(FaultRule("r", FaultMatch(), .latency(.zero)))
        #expect(machine.rules.count == 1)
        #expect(machine.effects(on: Self.subjects[1]) == [.latency(.zero)])
        machine.remove("r")
        #expect(machine.effects(on: Self.subjects[1]).isEmpty)
    }

    @Test("chance is the same for the same seed, and about as likely as was said", arguments: Seed.some(4))
    func chance(seed: Seed) {
        func hits() -> [Int] {
            var machine = FaultMachine(seed: seed.value)
            machine.add(FaultRule("r", FaultMatch(), .compaction, probability: 0.25))
            return (0..<1_000).map { _ in machine.effects(on: Self.subjects[0]).count }
        }
        #expect(hits() == hits())
        #expect((150..<350).contains(hits().reduce(0, +)))
    }

    @Test("a plan is read as it was written, and what it does not know is said with its place")
    func documents() throws {
        let effects: [FaultEffect] = [
            .latency(.milliseconds(5)),
            .refusal(.init(code: 429, reason: "TooManyRequests", message: "m", retryAfterSeconds: 2)),
            .cut(.before), .cut(.after), .cutWatch(afterLines: 3, inLine: true), .stale(.revisions(7)),
            .stale(.time(.milliseconds(300))), .compaction, .expiry, .droppedBookmarks, .duplicatedEvents,
            .delayedEvents(.milliseconds(9)),
        ]
        var match = FaultMatch(["get"], of: ["pods"])
        match.users = ["jane"]
        var rules = effects.enumerated().map { FaultRule("r\($0)", FaultMatch(), $1) }
        rules.append(FaultRule("last", match, .compaction, skip: 1, count: 2, probability: 0.5))
        let document = FaultDocument(rules: rules, clockSkew: .seconds(-60))
        let json = document.json(hits: rules.map { _ in 4 })
        #expect(try FaultDocument(.object(json)) == document)
    }

    struct Mistake: CustomTestStringConvertible, Sendable {
        let json: String
        let message: String
        var testDescription: String { "\(json): \(message)" }
    }

    static let mistakes = [
        Mistake(json: "[]", message: "the fault plan: an object is expected"),
        Mistake(json: #"{"rule": []}"#, message: #"there is no field "rule""#),
        Mistake(json: #"{"rules": [{}]}"#, message: "the fault plan.rules[0].name: a rule needs a name"),
        Mistake(json: #"{"rules": [{"name": "x"}]}"#, message: "rules[0].effect: a rule needs an effect"),
        Mistake(json: #"{"rules": [{"name": "x", "effect": {"boom": {}}}]}"#, message: #"there is no effect "boom""#),
        Mistake(
            json: #"{"rules": [{"name": "x", "effect": {"refusal": {"code": 200}}}]}"#,
            message: "effect.refusal.code: a number from 400 to 599"
        ),
        Mistake(
            json: #"{"rules": [{"name": "x", "match": {"verb": ["get"]}, "effect": {"expiry": {}}}]}"#,
            message: #"rules[0].match: there is no field "verb""#
        ),
        Mistake(
            json: #"{"rules": [{"name": "x", "effect": {"compaction": {}}, "probability": 2}]}"#,
            message: "probability: a number from 0 to 1"
        ),
    ]

    @Test("a mistake in a plan is a bad request", arguments: mistakes)
    func mistaken(_ row: Mistake) throws {
        let json = try JSONValue(parsing: Array(row.json.utf8))
        let failure = #expect(throws: APIFailure.self) { try FaultDocument(json) }
        #expect(failure?.description.contains(row.message) == true, "\(failure?.description ?? "")")
    }
}

@Suite("What faults make of the lines of a watch", .tags(.machine))
struct WatchTamperingTests {
    private static let added = "{\"type\":\"ADDED\",\"object\":{}}\n"
    private static let bookmark = "{\"type\":\"BOOKMARK\",\"object\":{}}\n"

    private func run(_ effects: [FaultEffect], _ pieces: [String]) -> [String] {
        guard var tampering = WatchTampering(effects) else { return ["untouched"] }
        return pieces.flatMap { tampering.actions(for: Array($0.utf8)) }.map { action in
            switch action {
            case .send(let bytes): String(decoding: bytes, as: UTF8.self)
            case .wait(let time): "wait \(Int(time / .milliseconds(1)))"
            case .cut: "cut"
            }
        }
    }

    @Test("effects that are about something else leave it alone")
    func none() {
        #expect(run([.latency(.zero), .compaction], [Self.added]) == ["untouched"])
    }

    @Test("a watch is cut between lines or within one, and nothing comes after that")
    func cuts() {
        let pieces = [Self.added, Self.added + Self.bookmark, Self.added]
        #expect(run([.cutWatch(afterLines: 2, inLine: false)], pieces) == [Self.added, Self.added, "cut"])
        let half = String(Self.added.prefix(Self.added.count / 2))
        #expect(run([.cutWatch(afterLines: 1, inLine: true)], pieces) == [Self.added, half, "cut"])
        #expect(run([.cutWatch(afterLines: 0, inLine: true)], pieces) == [half, "cut"])
    }

    @Test("bookmarks are dropped, events doubled and delayed")
    func others() {
        #expect(run([.droppedBookmarks], [Self.bookmark + Self.added]) == [Self.added])
        #expect(run([.duplicatedEvents], [Self.added]) == [Self.added, Self.added])
        #expect(run([.delayedEvents(.milliseconds(5))], [Self.added]) == ["wait 5", Self.added])
        #expect(run([.duplicatedEvents, .droppedBookmarks], [Self.bookmark]) == [])
    }
}

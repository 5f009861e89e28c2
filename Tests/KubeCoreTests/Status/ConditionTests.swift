// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeCore
import TestSupport
import Testing

@Suite("Conditions")
struct ConditionTests {
    static let early = Timestamp(secondsSinceEpoch: 1_000, nanoseconds: 5)
    static let late = Timestamp(secondsSinceEpoch: 2_000)

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let observed: Condition
        let isChange: Bool
        let transition: Timestamp
    }

    static let rows: [Case] = [
        Case(
            testDescription: "the same observation changes nothing",
            observed: Condition("Ready", .yes, reason: "Up", message: "fine", observedGeneration: 1),
            isChange: false,
            transition: early
        ),
        Case(
            testDescription: "another reason is a change, but no transition",
            observed: Condition("Ready", .yes, reason: "Better", message: "fine", observedGeneration: 1),
            isChange: true,
            transition: early
        ),
        Case(
            testDescription: "another generation is a change, but no transition",
            observed: Condition("Ready", .yes, reason: "Up", message: "fine", observedGeneration: 2),
            isChange: true,
            transition: early
        ),
        Case(
            testDescription: "another status is a transition",
            observed: Condition("Ready", .no, reason: "Up", message: "fine", observedGeneration: 1),
            isChange: true,
            transition: late
        ),
    ]

    @Test("the time moves only when the status flips", arguments: rows)
    func transitions(_ row: Case) {
        var conditions: [Condition] = []
        let first = Condition("Ready", .yes, reason: "Up", message: "fine", observedGeneration: 1)
        let isFirstChange = conditions.setCondition(first, at: Self.early)
        let isChange = conditions.setCondition(row.observed, at: Self.late)
        #expect(isFirstChange)
        #expect(isChange == row.isChange)
        #expect(conditions.count == 1)
        #expect(conditions["Ready"]?.status == row.observed.status)
        #expect(conditions["Ready"]?.reason == row.observed.reason)
        #expect(conditions["Ready"]?.lastTransitionTime == row.transition.truncatedToSeconds)
    }

    @Test("conditions of other types stay where they are")
    func others() {
        var conditions: [Condition] = []
        conditions.setCondition(Condition("A", .yes, reason: "R"), at: Self.early)
        conditions.setCondition(Condition("B", .no, reason: "R"), at: Self.early)
        conditions.setCondition(Condition("A", .no, reason: "R"), at: Self.late)
        #expect(conditions.map(\.type) == ["A", "B"])
        #expect(!conditions.isTrue("A"))
        #expect(conditions["C"] == nil)
        let removals = [conditions.removeCondition("A"), conditions.removeCondition("A")]
        #expect(removals == [true, false])
        #expect(conditions.map(\.type) == ["B"])
    }

    @Test("a condition reads what it writes")
    func roundTrip() throws {
        var conditions: [Condition] = []
        conditions.setCondition(Condition("Ready", .unknown, reason: "R", observedGeneration: 4), at: Self.early)
        let text = conditions.serializedText()
        #expect(
            text == #"[{"type":"Ready","status":"Unknown","observedGeneration":4,"#
                + #""lastTransitionTime":"1970-01-01T00:16:40Z","reason":"R","message":""}]"#
        )
        #expect(try [Condition](parsing: text) == conditions)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("How far an object is")
struct ReadinessTests {
    private let now = Timestamp(secondsSinceEpoch: 1_000)

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let generation: Int?
        let observed: Int?
        let conditions: [Condition]
        let expected: ObjectReadiness
        var isBeingDeleted = false
    }

    static func condition(_ type: String, _ status: Condition.Status, _ message: String = "") -> Condition {
        Condition(type, status, reason: "R", message: message)
    }

    static let rows = [
        Case(testDescription: "no conditions", generation: 1, observed: 1, conditions: [], expected: .current),
        Case(
            testDescription: "ready",
            generation: 2,
            observed: 2,
            conditions: [condition("Ready", .yes)],
            expected: .current
        ),
        Case(
            testDescription: "ready, but for another generation",
            generation: 3,
            observed: 2,
            conditions: [condition("Ready", .yes)],
            expected: .inProgress("generation 3 has not been looked at, only 2")
        ),
        Case(
            testDescription: "a kind that does not count generations",
            generation: nil,
            observed: nil,
            conditions: [condition("Ready", .no, "wait")],
            expected: .inProgress("wait")
        ),
        Case(
            testDescription: "stalled before reconciling",
            generation: 1,
            observed: 1,
            conditions: [condition("Reconciling", .yes), condition("Stalled", .yes, "quota")],
            expected: .failed("quota")
        ),
        Case(
            testDescription: "reconciling before ready",
            generation: 1,
            observed: 1,
            conditions: [condition("Ready", .yes), condition("Reconciling", .yes, "upgrade")],
            expected: .inProgress("upgrade")
        ),
        Case(
            testDescription: "stalled that does not hold",
            generation: 1,
            observed: 1,
            conditions: [condition("Stalled", .no), condition("Ready", .unknown, "?")],
            expected: .inProgress("?")
        ),
        Case(
            testDescription: "asked to go, whatever else",
            generation: 2,
            observed: 1,
            conditions: [condition("Stalled", .yes)],
            expected: .terminating,
            isBeingDeleted: true
        ),
    ]

    @Test("as tools read it", arguments: rows)
    func reading(_ row: Case) {
        var metadata = ObjectMeta(name: "a")
        metadata.generation = row.generation
        metadata.deletionTimestamp = row.isBeingDeleted ? now : nil
        #expect(ObjectReadiness(metadata, observedGeneration: row.observed, row.conditions) == row.expected)
    }

    @Test("59: a verdict is written as three conditions, and written again it changes nothing")
    func writing() {
        var conditions: [Condition] = []
        let later = now + .seconds(60)
        conditions.setReadiness(.reconciling, reason: "Creating", message: "wait", generation: 1, at: now)
        #expect(conditions.map(\.type).sorted() == ["Ready", "Reconciling"])
        var hasChanged = conditions.setReadiness(
            .reconciling,
            reason: "Creating",
            message: "wait",
            generation: 1,
            at: later
        )
        #expect(!hasChanged)
        #expect(conditions["Ready"]?.lastTransitionTime == now)
        hasChanged = conditions.setReadiness(.stalled, reason: "Quota", generation: 1, at: later)
        #expect(hasChanged)
        #expect(conditions.map(\.type).sorted() == ["Ready", "Stalled"])
        #expect(conditions["Ready"]?.lastTransitionTime == now, "it was false before")
        conditions.setReadiness(.ready, reason: "Done", generation: 2, at: later)
        #expect(conditions.map(\.type) == ["Ready"])
        #expect(conditions["Ready"]?.lastTransitionTime == later)
        #expect(conditions["Ready"]?.observedGeneration == 2)
        hasChanged = conditions.setReadiness(.ready, reason: "Done", generation: 3, at: later)
        #expect(hasChanged, "the generation is news")
    }

    @Test("a requeue is jittered by at most its part, and by a seed the same way")
    func jitter() {
        var (random, same) = (SeededRandom(7), SeededRandom(7))
        var seen: Set<Duration> = []
        for _ in 0..<100 {
            let delay = Duration.seconds(3_600).jittered(using: &random)
            #expect(delay >= .seconds(3_240) && delay <= .seconds(3_960))
            #expect(delay == Duration.seconds(3_600).jittered(using: &same))
            seen.insert(delay)
        }
        #expect(seen.count > 50)
        #expect(Duration.seconds(1).jittered(by: 0, using: &random) == .seconds(1))
    }
}

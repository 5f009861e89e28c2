// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Flyte

@Suite("What is asked of flyteadmin")
struct AttributePlanTests {
    /// What is wanted, owned and listed, and what to do: scopes and rows as `project/domain/workflow=label`.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        var wanted: [String] = []
        var owned: [String] = []
        var listed: [String] = []
        var launchPlans: [String] = []
        var lost: [String] = []
        let actions: [String]
    }

    private static let cases = [
        Case(testDescription: "nothing is wanted and nothing owned: nothing", listed: ["p=x"], actions: []),
        Case(testDescription: "what is there is not written again", wanted: ["p=x"], listed: ["p=x"], actions: []),
        Case(
            testDescription: "what is missing is written, the wider first",
            wanted: ["p/d/w=z", "p=x", "p/d=y"],
            actions: ["put p=x", "put p/d=y", "put p/d/w=z"]
        ),
        Case(testDescription: "what differs is written", wanted: ["p=x"], listed: ["p=y"], actions: ["put p=x"]),
        Case(
            testDescription: "a row of somebody else's stays",
            wanted: ["p=x"],
            listed: ["p=x", "q=y", "p/d=z"],
            actions: []
        ),
        Case(testDescription: "what is owned and gone already needs nothing", owned: ["p"], actions: []),
        Case(
            testDescription: "what is owned and not wanted any more goes",
            owned: ["p/d"],
            listed: ["p=x", "p/d=y"],
            actions: ["delete p/d"]
        ),
        Case(
            testDescription: "what goes with a wide row is put back, whoever's it is",
            wanted: ["p/d=y"],
            owned: ["p", "p/d"],
            listed: ["p=x", "p/d=y", "p/e/w=theirs", "q=q"],
            actions: ["delete p, restoring p/d=y p/e/w=theirs"]
        ),
        Case(
            testDescription: "what is put back is put back as it is wanted",
            wanted: ["p/d=new", "p/e=more"],
            owned: ["p"],
            listed: ["p=x", "p/d=old"],
            actions: ["delete p, restoring p/d=new", "put p/e=more"]
        ),
        Case(
            testDescription: "of several the narrow go first, and are not put back",
            owned: ["p", "p/d", "p/d/w"],
            listed: ["p=x", "p/d=y", "p/d/w=z", "p/d/v=theirs"],
            actions: ["delete p/d/w", "delete p/d, restoring p/d/v=theirs", "delete p, restoring p/d/v=theirs"]
        ),
        Case(
            testDescription: "a row above a launch plan's is kept: nothing could put that back",
            owned: ["p", "q"],
            listed: ["p=x", "q=y"],
            launchPlans: ["p/d/w"],
            actions: ["keep p", "delete q"]
        ),
        Case(
            testDescription: "a wanted row takes the place of one that goes, without a deletion",
            wanted: ["p=new"],
            owned: ["p"],
            listed: ["p=old"],
            actions: ["put p=new"]
        ),
        Case(
            testDescription: "what was lost in an interrupted deletion is put back",
            lost: ["p/d=theirs"],
            actions: ["put p/d=theirs"]
        ),
        Case(
            testDescription: "what was lost is not put over what is there now, nor over what is wanted",
            wanted: ["p/e=mine"],
            listed: ["p/d=newer"],
            lost: ["p/d=theirs", "p/e=theirs"],
            actions: ["put p/e=mine"]
        ),
        Case(
            testDescription: "names that begin alike are not below each other",
            owned: ["p"],
            listed: ["p=x", "pp=y", "pp/d=z"],
            actions: ["delete p"]
        ),
    ]

    @Test("as little as possible, in an order that loses nothing", arguments: cases)
    func plan(_ row: Case) {
        let plan = AttributePlan(
            wanted: Dictionary(uniqueKeysWithValues: row.wanted.map(Self.row).map { ($0.scope, $0.value) }),
            owned: Set(row.owned.map(Self.scope)),
            listed: AttributeListing(row.listed.map(Self.row), irreplaceable: Set(row.launchPlans.map(Self.scope))),
            lost: row.lost.map(Self.row)
        )
        #expect(plan.actions.map(Self.words) == row.actions)
    }

    static func scope(_ text: String) -> AttributeScope {
        let parts = text.split(separator: "/").map(String.init) + ["", ""]
        return AttributeScope(project: parts[0], domain: parts[1], workflow: parts[2])
    }

    static func row(_ text: String) -> AttributeRow {
        let parts = text.split(separator: "=").map(String.init)
        return AttributeRow(scope(parts[0]), parts[1])
    }

    private static func words(_ action: AttributePlan.Action) -> String {
        switch action {
        case .put(let row): "put \(row.scope)=\(row.value)"
        case .delete(let scope, let rows) where rows.isEmpty: "delete \(scope)"
        case .delete(let scope, let rows):
            "delete \(scope), restoring " + rows.map { "\($0.scope)=\($0.value)" }.joined(separator: " ")
        case .keep(let scope): "keep \(scope)"
        }
    }
}

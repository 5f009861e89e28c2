// SPDX-License-Identifier: Apache-2.0

import Basics
import Flyte
import KubeCore
import PortolanAPI
import Testing

@testable import PortolanControllers

@Suite("What labels want of flyteadmin")
struct LabelLedgerTests {
    private static func label(
        _ name: String,
        _ scope: String,
        to value: String = "x",
        createdAt: Int64 = 0,
        record: String? = nil
    ) -> ExecutionClusterLabel {
        var label = ExecutionClusterLabel()
        label.metadata = ObjectMeta(name: name, namespace: "flyte", uid: name)
        label.metadata.creationTimestamp = Timestamp(secondsSinceEpoch: createdAt)
        let parts = scope.split(separator: "/").map(String.init)
        label.spec.project = parts[0]
        label.spec.domain = parts.count > 1 ? parts[1] : nil
        label.spec.workflow = parts.count > 2 ? parts[2] : nil
        label.spec.launchPlan = parts.count > 3 ? parts[3] : nil
        label.spec.value = value
        if let record { label.status.flyte = .init(row: .init(project: record, value: value)) }
        return label
    }

    private static func words(_ ledger: LabelLedger) -> [String] {
        ledger.entries.map { label, role in
            switch role {
            case .wanted(let row): "\(label.metadata.name): \(row.scope)=\(row.value)"
            default: "\(label.metadata.name): \(role)"
            }
        }
    }

    @Test("the oldest of a scope is wanted, on all levels that flyteadmin has")
    func roles() {
        let labels = [
            Self.label("a", "p"), Self.label("b", "p/d"), Self.label("c", "p/d/w"), Self.label("d", "p/d/w/l"),
            Self.label("e", "q", to: "young", createdAt: 2), Self.label("f", "q", to: "old", createdAt: 1),
        ]
        let ledger = LabelLedger(labels)
        #expect(
            Self.words(ledger) == [
                "a: p=x", "b: p/d=x", "c: p/d/w=x", "d: impossible", "e: shadowed", "f: q=old",
            ]
        )
        #expect(ledger.wanted.count == 4 && ledger.wanted[AttributeScope(project: "q")] == "old")
        #expect(ledger.owned.isEmpty && ledger.lost.isEmpty)
    }

    @Test("what is left alone is neither wanted nor taken back, and keeps others from its scope")
    func paused() {
        var older = Self.label("a", "p", createdAt: 1, record: "p")
        older.spec.paused = true
        let ledger = LabelLedger([older, Self.label("b", "p", createdAt: 2, record: "p")])
        #expect(Self.words(ledger) == ["a: paused", "b: shadowed"])
        #expect(ledger.wanted.isEmpty && ledger.owned.isEmpty)
        #expect(ledger.owner(of: AttributeScope(project: "p"))?.metadata.name == "b")
    }

    @Test("what goes is owned until it is gone, and the next one is wanted")
    func leaving() {
        var leaving = Self.label("a", "p", createdAt: 1, record: "p")
        leaving.metadata.deletionTimestamp = Timestamp(secondsSinceEpoch: 5)
        leaving.status.flyte?.restoring = [.init(project: "p", domain: "d", value: "theirs")]
        let ledger = LabelLedger([leaving, Self.label("b", "p", to: "next", createdAt: 2)])
        #expect(Self.words(ledger) == ["a: leaving", "b: p=next"])
        #expect(ledger.owned == [AttributeScope(project: "p")])
        #expect(ledger.lost == [AttributeRow(AttributeScope(project: "p", domain: "d"), "theirs")])
    }

    @Test("a label that was moved owns the row where it was")
    func moved() {
        let ledger = LabelLedger([Self.label("a", "new", record: "old")])
        #expect(ledger.wanted.keys.map(\.project) == ["new"])
        #expect(ledger.owned == [AttributeScope(project: "old")])
    }
}

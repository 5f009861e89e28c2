// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import KubeRuntime
import Testing

@Suite("Predicates")
struct PredicateTests {
    typealias Rule = Predicate<PartialObject>

    static func object(_ change: (inout ObjectMeta) -> Void = { _ in }) -> PartialObject {
        var metadata = ObjectMeta(name: "a", uid: "1", resourceVersion: ResourceVersion("1"))
        metadata.generation = 1
        change(&metadata)
        return PartialObject(metadata: metadata)
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let old: PartialObject
        let new: PartialObject
        let passing: Set<String>

        init(
            _ testDescription: String,
            from old: PartialObject = object(),
            _ passing: Set<String>,
            _ change: (inout ObjectMeta) -> Void
        ) {
            self.testDescription = testDescription
            self.old = old
            var metadata = old.metadata
            metadata.resourceVersion = ResourceVersion("2")
            change(&metadata)
            new = PartialObject(metadata: metadata)
            self.passing = passing
        }
    }

    static let predicates: [String: Rule] = [
        "generation": .generationChanged, "labels": .labelsChanged, "annotations": .annotationsChanged,
        "finalizers": .finalizersChanged, "deletion": .deletionBegun, "version": .resourceVersionChanged,
    ]

    static let rows = [
        Case("nothing was written", []) { $0.resourceVersion = ResourceVersion("1") },
        Case("the status was written", ["version"]) { _ in },
        Case("what is wanted was written", ["version", "generation"]) { $0.generation = 2 },
        Case("a kind without generations was written", from: object { $0.generation = nil }, ["version", "generation"])
        {
            $0.generation = nil
        },
        Case("a label was written", ["version", "labels"]) { $0.labels = ["a": "b"] },
        Case("an annotation was written", ["version", "annotations"]) { $0.annotations = ["a": "b"] },
        Case("a finalizer was added", ["version", "finalizers"]) { $0.finalizers = ["a/b"] },
        Case("it was asked to go", ["version", "generation", "deletion"]) {
            $0.generation = 2
            $0.deletionTimestamp = Timestamp(secondsSinceEpoch: 1)
        },
    ]

    @Test("30: which updates pass", arguments: rows)
    func updates(_ row: Case) {
        let change = ObjectChange.updated(from: row.old, to: row.new)
        let passing = Self.predicates.filter { $0.value.passes(change) }.keys
        #expect(Set(passing) == row.passing)
    }

    @Test("30: what appears, goes or is another object of the same name and generation always passes")
    func others() {
        let (old, new) = (Self.object(), Self.object { $0.uid = "2" })
        let changes: [ObjectChange] = [
            .added(new), .deleted(old, isLastState: true), .deleted(old, isLastState: false),
            .recreated(old: old, new: new),
        ]
        for change in changes {
            #expect(Self.predicates.values.allSatisfy { $0.passes(change) })
        }
    }

    @Test("predicates are combined")
    func combinations() {
        let labelled = ObjectChange.updated(from: Self.object(), to: Self.object { $0.labels = ["a": "b"] })
        let both: Rule = .generationChanged || .labelsChanged
        #expect(both.passes(labelled))
        #expect(!(both && .annotationsChanged).passes(labelled))
        #expect((both && !.annotationsChanged).passes(labelled))
        #expect(Rule.all.passes(labelled))
    }

    @Test("37: an object that was meant before is looked at when it is not any more")
    func objects() {
        let meant = Rule.objects { $0.metadata.labels["a"] == "b" }
        let (with, without) = (Self.object { $0.labels = ["a": "b"] }, Self.object())
        #expect(meant.passes(.updated(from: with, to: without)))
        #expect(meant.passes(.added(with)))
        #expect(!meant.passes(.added(without)))
    }
}

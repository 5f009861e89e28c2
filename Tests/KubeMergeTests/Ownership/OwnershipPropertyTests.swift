// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeMerge
import TestSupport
import Testing

@Suite("What always holds of ownership", .tags(.property))
struct OwnershipPropertyTests {
    @Test("Applying the same intent twice changes nothing", arguments: Seed.some(40))
    func idempotent(_ seed: Seed) throws {
        var random = RandomWorkload(seed)
        var cluster = Cluster()
        try cluster.update(random.object(), by: "u")
        try cluster.apply(random.object(), by: "b", .overruled)
        let intent = random.object()
        try cluster.apply(intent, by: "a", .overruled)
        let once = cluster.live
        try cluster.apply(intent, by: "a")
        #expect(cluster.live == once)
    }

    @Test("Managers of disjoint fields never conflict, and each gets what it intends", arguments: Seed.some(40))
    func disjoint(_ seed: Seed) throws {
        var random = RandomWorkload(seed)
        var cluster = Cluster()
        var intents: [String: String] = [:]
        for _ in 0..<8 {
            let manager = Bool.random(using: &random.random) ? "a" : "b"
            let intent = random.object(suffix: manager)
            intents[manager] = intent
            try cluster.apply(intent, by: manager)
            for (manager, intent) in intents {
                #expect(try cluster.live?.covers(JSONValue(parsing: intent)) == true, "\(manager) lost something")
            }
        }
    }

    @Test("What is intended is in the object and owned; nobody owns what is not there", arguments: Seed.some(40))
    func coverage(_ seed: Seed) throws {
        var random = RandomWorkload(seed)
        var cluster = Cluster()
        var intents: [String: JSONValue] = [:]
        for _ in 0..<8 {
            let manager = ["a", "b", "c"].randomElement(using: &random.random) ?? "a"
            let intent = random.object()
            try cluster.apply(intent, by: manager, .overruled)
            intents[manager] = try JSONValue(parsing: intent)
            let live = try #require(cluster.live)
            #expect(live.covers(try #require(intents[manager])))
            let record = try ManagedFields(live["metadata"]?["managedFields"])
            let owned = record.entries.values.reduce(FieldSet()) { $0.union($1.fields) }
            var alone = Cluster()
            alone.store(try alone.object(cluster.content?.serializedText() ?? "{}"))
            // All that is there, as one manager would own it.
            try alone.apply(cluster.content?.serializedText() ?? "{}", by: "all", .overruled)
            let all =
                try ManagedFields(alone.live?["metadata"]?["managedFields"])
                .entries.first { $0.key.name == "all" }?.value.fields ?? FieldSet()
            #expect(all.leaves.subtracting(owned).isEmpty)
            #expect(owned.paths.allSatisfy { live.value(at: $0) != nil })
        }
    }

    @Test("After one overruled another, both never own a field with different values", arguments: Seed.some(40))
    func force(_ seed: Seed) throws {
        var random = RandomWorkload(seed)
        var cluster = Cluster()
        var last: [String: String] = [:]
        for _ in 0..<6 {
            let manager = ["a", "b", "c"].randomElement(using: &random.random) ?? "a"
            last[manager] = random.object()
            try cluster.apply(last[manager] ?? "", by: manager, .overruled)
        }
        let live = try #require(cluster.live)
        // An owner that repeats what it owns still agrees with the object: nothing changes.
        let record = try ManagedFields(live["metadata"]?["managedFields"])
        for (manager, entry) in record.entries {
            let intent = try JSONValue(parsing: try #require(last[manager.name]))
            for path in entry.fields.leaves.paths {
                #expect(live.value(at: path) == intent.value(at: path), "\(manager.name) \(path.fieldDescription)")
            }
        }
    }
}

/// Makes workloads out of few values, so that managers meet.
struct RandomWorkload {
    var random: SeededRandom

    init(_ seed: Seed) { random = SeededRandom(seed) }

    /// An object; with a suffix, of fields that no object with another suffix has.
    mutating func object(suffix: String = "") -> String {
        var spec: [String] = []
        if suffix.isEmpty {
            if chance() { spec.append(#""replicas": \#(number())"#) }
            if chance() { spec.append(#""paused": \#(chance())"#) }
            if chance() { spec.append(#""args": [\#(quoted(1).joined(separator: ", "))]"#) }
            if chance() { spec.append(#""selector": {"s": "\#(number())"}"#) }
        }
        let groups = suffix == "b" ? 10 : 0
        if chance() {
            spec.append(#""groups": [\#(some([1, 2, 3]).map { "\($0 + groups)" }.joined(separator: ", "))]"#)
        }
        spec.append(#""nodeSelector": {\#(members(suffix))}"#)
        let containers = (some(["x", "y"]) + ["z"]).map { name in
            #"{"name": "\#(name)\#(suffix)", "image": "\#(number())", "env": [\#(environment())]}"#
        }
        if chance() { spec.append(#""containers": [\#(containers.joined(separator: ", "))]"#) }
        return #"{"metadata": {"labels": {\#(members(suffix))}}, "spec": {\#(spec.joined(separator: ", "))}}"#
    }

    private mutating func environment() -> String {
        (some(["E", "F"]) + ["G"]).map { #"{"name": "\#($0)", "value": "\#(number())"}"# }.joined(separator: ", ")
    }

    private mutating func members(_ suffix: String) -> String {
        // Never none: an empty object is a leaf, which whoever puts something into it takes from its owner.
        (some(["k", "l"]) + ["m"]).map { #""\#($0)\#(suffix)": "\#(number())""# }.joined(separator: ", ")
    }

    private mutating func quoted(_ count: Int) -> [String] { (0..<count).map { _ in "\"\(number())\"" } }
    private mutating func number() -> Int { Int.random(in: 1...2, using: &random) }
    private mutating func chance() -> Bool { Bool.random(using: &random) }

    private mutating func some<Element>(_ elements: [Element]) -> [Element] {
        elements.shuffled(using: &random).filter { _ in Bool.random(using: &random) }
    }
}

extension JSONValue {
    /// The value that a path of managed fields leads to.
    fileprivate func value(at path: FieldSet.Path) -> JSONValue? {
        path.reduce(self) { value, element in
            switch element {
            case .field(let name): value?[name]
            case .index(let index): value?[index]
            case .value(let wanted): value?.array?.first { $0 == wanted }
            case .key(let key):
                value?.array?.first { element in key.members.allSatisfy { element[$0.name] == $0.value } }
            }
        }
    }

    /// Whether all that another value says is said here too, whatever else is.
    fileprivate func covers(_ other: JSONValue) -> Bool {
        switch (self, other) {
        case (.object(let own), .object(let members)):
            members.allSatisfy { key, value in value.isEmpty || own[key]?.covers(value) == true }
        case (.array(let own), .array(let elements)):
            elements.allSatisfy { element in own.contains { $0.isSame(as: element) && $0.covers(element) } }
        default: self == other
        }
    }

    private var isEmpty: Bool { array?.isEmpty ?? object?.isEmpty ?? false }

    private func isSame(as other: JSONValue) -> Bool { self["name"] == other["name"] }
}

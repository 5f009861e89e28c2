// SPDX-License-Identifier: Apache-2.0

/// The rules and dataplanes of a namespace at one moment, ready to decide.
///
/// It is a value: whoever decides by it sees one state from the first step to the last. A change makes another value,
/// which shares what did not change; only the pools of the labels concerned are made anew.
package struct Fleet: Sendable {
    /// How it decides.
    package var settings: RoutingSettings
    private(set) var rules = RuleBook()
    private(set) var pools = HashTable<HashedText, Pool>()
    /// All dataplanes, in equal shares.
    private(set) var everyone: Pool
    private(set) var dataplanes: [String: Dataplane] = [:]

    /// A fleet of what there is, in any order; of dataplanes with the same name the last counts.
    package init(
        rules: [LabelRule] = [],
        dataplanes: [Dataplane] = [],
        _ settings: RoutingSettings = RoutingSettings()
    ) {
        self.settings = settings
        for rule in rules { self.rules.set(rule) }
        for dataplane in dataplanes { self.dataplanes[dataplane.name] = dataplane }
        var members: [String: [Pool.Member]] = [:]
        for dataplane in self.dataplanes.values {
            for label in dataplane.labels {
                members[label.name, default: []].append(Pool.Member(dataplane: dataplane, weight: label.weight))
            }
        }
        for (label, members) in members { pools[HashedText(label)] = Pool(label, members) }
        everyone = Pool(nil, self.dataplanes.values.map { Pool.Member(dataplane: $0, weight: 0) })
    }

    /// Whether there is nothing in it.
    package var isEmpty: Bool { rules.count == 0 && dataplanes.isEmpty }

    /// How many rules there are.
    package var ruleCount: Int { rules.count }

    /// How many dataplanes there are.
    package var dataplaneCount: Int { dataplanes.count }

    /// All labels that a dataplane has, in order.
    package var labels: [String] { pools.keys.map(\.text).sorted() }

    /// All dataplanes, by their names.
    package var allDataplanes: [Dataplane] { everyone.members.map(\.dataplane) }

    /// All rules, by their names; also those that do not count because another is older.
    package var allRules: [LabelRule] { rules.all }

    /// What part of a label's work a dataplane gets now.
    package func share(of dataplane: String, in label: String) -> Double {
        guard let pool = pools[HashedText(label)] else { return 0 }
        return pool.position(of: dataplane).map(pool.share) ?? 0
    }

    /// The dataplanes of a label, by their names, and what part of its work each gets now.
    package func shares(in label: String) -> [(dataplane: String, share: Double)] {
        guard let pool = pools[HashedText(label)] else { return [] }
        return pool.members.indices.map { (pool.members[$0].dataplane.name, pool.share(of: $0)) }
    }

    /// A dataplane.
    package func dataplane(_ name: String) -> Dataplane? { dataplanes[name] }

    /// Adds a rule, or replaces the one of the same name.
    package mutating func set(_ rule: LabelRule) { rules.set(rule) }

    /// Removes a rule.
    package mutating func removeRule(_ name: String) { rules.remove(name) }

    /// The rules of a scope, the one that counts first; where there are several, somebody should mend that.
    package func rules(of scope: LabelRule.Scope) -> [LabelRule] { rules.rules(of: scope) }

    /// Adds a dataplane, or replaces the one of the same name.
    package mutating func set(_ dataplane: Dataplane) {
        replace(dataplane.name, by: dataplane)
    }

    /// Removes a dataplane.
    package mutating func removeDataplane(_ name: String) {
        replace(name, by: nil)
    }

    private mutating func replace(_ name: String, by dataplane: Dataplane?) {
        let old = dataplanes.removeValue(forKey: name)
        guard old != dataplane else {
            dataplanes[name] = dataplane
            return
        }
        dataplanes[name] = dataplane
        everyone = everyone.setting(dataplane.map { Pool.Member(dataplane: $0, weight: 0) }, for: name)
        let weights = dataplane?.labels.map { ($0.name, $0.weight) } ?? []
        let present = Dictionary(weights) { first, _ in first }
        for label in Set(old?.labels.map(\.name) ?? []).union(present.keys) {
            let member = dataplane.flatMap { dataplane in
                present[label].map { Pool.Member(dataplane: dataplane, weight: $0) }
            }
            let key = HashedText(label)
            let pool = (pools[key] ?? Pool(label)).setting(member, for: name)
            pools[key] = pool.members.isEmpty ? nil : pool
        }
    }
}

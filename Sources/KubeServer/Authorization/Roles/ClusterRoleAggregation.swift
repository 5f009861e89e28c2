// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

/// What roles with an aggregation rule consist of: the rules of the roles that their selectors find.
package enum ClusterRoleAggregation {
    /// The rules of every role of the cluster, those of the aggregated ones collected.
    ///
    /// An aggregated role may collect aggregated ones, as `admin` collects `edit`, and two may collect each other.
    package static func rules(of roles: [RoleObject]) -> [String: [PolicyRule]] {
        var rules: [String: [PolicyRule]] = [:]
        for role in roles { rules[role.name] = role.selectors == nil ? role.rules : [] }
        let aggregated = roles.filter { $0.selectors != nil }
        let sources = roles.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        // Each round passes rules one role further; no chain is longer than there are aggregated roles.
        for _ in aggregated {
            var isStable = true
            for role in aggregated {
                let collected = collect(role, from: sources, rules)
                isStable = isStable && collected == rules[role.name]
                rules[role.name] = collected
            }
            if isStable { break }
        }
        return rules
    }

    private static func collect(
        _ role: RoleObject,
        from sources: [RoleObject],
        _ rules: [String: [PolicyRule]]
    ) -> [PolicyRule] {
        var collected: [PolicyRule] = []
        var seen: Set<PolicyRule> = []
        for selector in role.selectors ?? [] {
            for source in sources where source.name != role.name && selector.matches(source.labels) {
                for rule in rules[source.name] ?? [] where seen.insert(rule).inserted { collected.append(rule) }
            }
        }
        return collected
    }
}

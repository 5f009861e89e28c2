// SPDX-License-Identifier: Apache-2.0

/// One rule of a role: everything that some verbs may do to some resources, or to some paths.
package struct PolicyRule: Sendable, Hashable {
    package var verbs: [String]
    package var groups: [String]
    package var resources: [String]
    package var names: [String]
    package var paths: [String]

    package init(
        verbs: [String],
        groups: [String] = [],
        resources: [String] = [],
        names: [String] = [],
        paths: [String] = []
    ) {
        self.verbs = verbs
        self.groups = groups
        self.resources = resources
        self.names = names
        self.paths = paths
    }

    /// Whether the rule allows an access.
    package func allows(_ access: AccessAttributes) -> Bool {
        switch access {
        case .path(let verb, let path):
            verbs.containsOrAll(verb) && paths.contains { Self.path($0, covers: path) }
        case .resource(let resource):
            verbs.containsOrAll(resource.verb) && groups.containsOrAll(resource.group)
                && resources.contains { Self.resource($0, covers: resource.qualified) }
                && (names.isEmpty || names.contains(resource.name))
        }
    }

    /// Whether the rule allows everything that another one allows, whose every list has at most one entry.
    fileprivate func covers(_ single: PolicyRule) -> Bool {
        guard single.verbs.allSatisfy(verbs.containsOrAll) else { return false }
        guard single.paths.isEmpty else {
            return single.paths.allSatisfy { path in paths.contains { Self.path($0, covers: path) } }
        }
        let coversNames = names.isEmpty || !single.names.isEmpty && single.names.allSatisfy(names.contains)
        return coversNames && single.groups.allSatisfy(groups.containsOrAll)
            && single.resources.allSatisfy { resource in resources.contains { Self.resource($0, covers: resource) } }
    }

    /// `*` is everything, `*/scale` the subresource of every resource; `pods` is not `pods/log`.
    private static func resource(_ pattern: String, covers qualified: String) -> Bool {
        if pattern == "*" || pattern == qualified { return true }
        guard pattern.hasPrefix("*/"), let slash = qualified.firstIndex(of: "/") else { return false }
        return pattern.dropFirst() == qualified[slash...]
    }

    /// A `*` at the end covers every path that begins so.
    private static func path(_ pattern: String, covers path: String) -> Bool {
        if pattern.hasSuffix("*") { return path.hasPrefix(pattern.dropLast()) }
        return pattern == path
    }
}

extension PolicyRule {
    /// The rules, each with one entry in each list, that a set of rules does not cover: what granting them would add.
    package static func missing(of wanted: [PolicyRule], in held: [PolicyRule]) -> [PolicyRule] {
        wanted.flatMap(\.singles).filter { single in !held.contains { $0.covers(single) } }
    }

    /// The rules with those put together that differ in their verbs only; those on paths stay apart, as in Kubernetes.
    package static func compact(_ singles: [PolicyRule]) -> [PolicyRule] {
        var compact: [PolicyRule] = []
        var places: [PolicyRule: Int] = [:]
        for single in singles {
            var scope = single
            scope.verbs = []
            if single.paths.isEmpty, let place = places[scope] {
                compact[place].verbs += single.verbs
            } else {
                places[scope] = compact.count
                compact.append(single)
            }
        }
        return compact
    }

    private var singles: [PolicyRule] {
        verbs.flatMap { verb in
            let onPaths = paths.map { PolicyRule(verbs: [verb], paths: [$0]) }
            let onResources = groups.flatMap { group in
                resources.flatMap { resource in
                    (names.isEmpty ? [[]] : names.map { [$0] }).map { names in
                        PolicyRule(verbs: [verb], groups: [group], resources: [resource], names: names)
                    }
                }
            }
            return onPaths + onResources
        }
    }
}

extension PolicyRule: CustomStringConvertible {
    /// As Kubernetes prints rules in the error that refuses an escalation.
    package var description: String {
        let lists = [
            ("APIGroups", groups), ("Resources", resources), ("NonResourceURLs", paths), ("ResourceNames", names),
            ("Verbs", verbs),
        ]
        let parts = lists.filter { !$0.1.isEmpty }.map { name, values in
            "\(name):[\(values.map { "\"\($0)\"" }.joined(separator: " "))]"
        }
        return "{\(parts.joined(separator: ", "))}"
    }
}

extension [String] {
    fileprivate func containsOrAll(_ element: String) -> Bool {
        contains("*") || contains(element)
    }
}

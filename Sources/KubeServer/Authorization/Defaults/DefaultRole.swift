// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// A role of the cluster that every server starts with.
package struct DefaultRole: Sendable {
    package let name: String
    package let rules: [PolicyRule]
    /// The role that this one becomes a part of, such as `admin`.
    package var part: String?
    /// Whether the role consists of others.
    package var isAggregated = false

    init(_ name: String, part: String? = nil, _ rules: [PolicyRule]) {
        self.name = name
        self.part = part
        self.rules = rules
    }

    /// A role that consists of those that are labelled as its parts, and of these rules to begin with.
    static func aggregated(_ name: String, part: String? = nil, _ rules: [PolicyRule]) -> DefaultRole {
        var role = DefaultRole(name, part: part, rules)
        role.isAggregated = true
        return role
    }

    private static func label(of role: String) -> String { "\(ResourceID.rbacGroup)/aggregate-to-\(role)" }

    /// The role as it is created.
    package var object: JSONObject {
        var object = DefaultPolicy.object("ClusterRole", name)
        if let part {
            var labels = object.metadata["labels"]?.object ?? JSONObject()
            labels[Self.label(of: part)] = "true"
            object.metadata["labels"] = .object(labels)
        }
        if isAggregated {
            object["aggregationRule"] = ["clusterRoleSelectors": [["matchLabels": [Self.label(of: name): "true"]]]]
        }
        object["rules"] = .array(rules.map(\.tree))
        return object
    }
}

/// A binding that every server starts with, of the role of the same name.
package struct DefaultBinding: Sendable {
    package let name: String
    package let groups: [String]

    init(_ name: String, _ groups: String...) {
        self.name = name
        self.groups = groups
    }

    /// The binding as it is created.
    package var object: JSONObject {
        var object = DefaultPolicy.object("ClusterRoleBinding", name)
        let group = JSONValue.string(ResourceID.rbacGroup)
        object["roleRef"] = ["apiGroup": group, "kind": "ClusterRole", "name": .string(name)]
        object["subjects"] = .array(groups.map { ["kind": "Group", "apiGroup": group, "name": .string($0)] })
        return object
    }
}

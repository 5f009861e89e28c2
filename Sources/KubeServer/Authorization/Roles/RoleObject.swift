// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeCore

/// What counts of a `Role` or a `ClusterRole`.
package struct RoleObject: Sendable {
    package var name = ""
    /// Empty for roles of the cluster.
    package var namespace = ""
    package var labels: [String: String] = [:]
    package var rules: [PolicyRule] = []
    /// Whose rules the role collects; nil for a role with rules of its own.
    package var selectors: [LabelSelector]?

    package init(name: String, labels: [String: String] = [:], rules: [PolicyRule], selectors: [LabelSelector]? = nil) {
        self.name = name
        self.labels = labels
        self.rules = rules
        self.selectors = selectors
    }

    /// What policies know the role by.
    package var id: RBACPolicy.RoleID { RBACPolicy.RoleID(namespace: namespace, name: name) }
}

extension RoleObject: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        var metadata = ObjectMeta()
        var aggregation: AggregationRule?
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "metadata": try reader.read(into: &metadata)
            case "rules": try reader.read(into: &rules)
            case "aggregationRule": try reader.read(into: &aggregation)
            default: try reader.skipValue(of: key)
            }
        }
        name = metadata.name
        namespace = metadata.namespace ?? ""
        labels = metadata.labels
        selectors = aggregation?.selectors
    }
}

private struct AggregationRule: JSONDecodable {
    var selectors: [LabelSelector] = []

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "clusterRoleSelectors": try reader.read(into: &selectors)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

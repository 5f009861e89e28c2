// SPDX-License-Identifier: Apache-2.0

package import JSONKit
internal import YAMLKit

/// The file `clusters.yaml`, from which flyteadmin and its resource sync read their clusters when they start.
///
/// Equal files are equal byte for byte: everything in it stands in the order of the bytes of its names.
package struct FlyteClustersFile: Sendable, Hashable {
    /// The key of the ConfigMaps that the file is in.
    package static let name = "clusters.yaml"

    struct Cluster: Sendable, Hashable {
        let name: String
        let endpoint: String
        let isEnabled: Bool
    }

    struct Member: Sendable, Hashable {
        let cluster: String
        let weight: Int
    }

    private(set) var clusters: [Cluster]
    private(set) var labels: [String: [Member]]
    let defaultLabel: String?

    init(clusters: [Cluster], labels: [String: [Member]], defaultLabel: String?) {
        self.clusters = clusters.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        self.labels = labels.mapValues { members in
            members.sorted { $0.cluster.utf8.lexicographicallyPrecedes($1.cluster.utf8) }
        }
        self.defaultLabel = defaultLabel
    }

    /// The file as it is written.
    package var text: String {
        "# Written by Portolan from DataplaneClusters; what is changed here is changed back.\n"
            + YAML.serialize(content, keyOrder: .written)
    }

    /// What the file says.
    package var content: JSONValue {
        var section: JSONValue = [:]
        section["defaultExecutionLabel"] = defaultLabel.map(JSONValue.string)
        if !labels.isEmpty {
            var map = JSONObject()
            for (label, members) in labels.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                map[label] = .array(Self.entries(of: members))
            }
            section["labelClusterMap"] = .object(map)
        }
        section["clusterConfigs"] = .array(clusters.map(Self.entry))
        return ["clusters": section]
    }

    private static func entries(of members: [Member]) -> [JSONValue] {
        let largest = members.map(\.weight).max() ?? 0
        return members.map { member in
            ["id": .string(member.cluster), "weight": .number(weight(member.weight, of: largest))]
        }
    }

    /// A weight as Flyte wants it, which takes none above one: relative to the largest of the label.
    ///
    /// Flyte reads it in single precision. What is written is the shortest decimal that is read as the very number by
    /// which Portolan itself draws, so that both send an execution to the same dataplane.
    static func weight(_ weight: Int, of largest: Int) -> JSONNumber {
        let exact = Double(weight) / Double(max(largest, 1))
        let single = Float(exact)
        // Go reads a double first, and rounds that.
        guard let short = Double("\(single)"), Float(short) == single, let number = JSONNumber(short) else {
            return JSONNumber(exact) ?? JSONNumber(0)
        }
        return number
    }

    private static func entry(of cluster: Cluster) -> JSONValue {
        [
            "name": .string(cluster.name),
            "endpoint": .string(cluster.endpoint),
            "enabled": .bool(cluster.isEnabled),
            "auth": [
                "type": "file_path",
                "tokenPath": path(FlyteCredentials.tokenFile(of: cluster.name)),
                "certPath": path(FlyteCredentials.authorityFile(of: cluster.name)),
            ],
        ]
    }

    private static func path(_ file: String) -> JSONValue { .string("\(FlyteCredentials.folder)/\(file)") }
}

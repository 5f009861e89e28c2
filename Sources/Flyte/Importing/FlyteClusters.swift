// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// The section `clusters` of flyteadmin's configuration.
struct FlyteClusters {
    /// A cluster.
    struct Cluster {
        let name: String
        let endpoint: String?
        let isEnabled: Bool
        let isInCluster: Bool
        /// Where flyteadmin reads its token, for people.
        let tokenPath: String?
    }

    /// A cluster of a label.
    struct Member {
        let cluster: String
        var weight: FlyteWeight
    }

    private(set) var clusters: [Cluster] = []
    /// The labels in the order in which they are written.
    private(set) var labels: [(name: String, members: [Member])] = []
    private(set) var defaultLabel: String?
    private(set) var findings: [FlyteFinding] = []

    /// Reads the section; what makes no sense is left out and said.
    init(_ section: JSONValue) {
        for (number, config) in (section["clusterConfigs"]?.array ?? []).enumerated() {
            addCluster(config, "clusterConfigs[\(number)]")
        }
        for (name, members) in Self.entries(of: section["labelClusterMap"]) {
            addLabel(name, members, "labelClusterMap.\(name)")
        }
        defaultLabel = section["defaultExecutionLabel"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        for (name, _) in section.object ?? [:] where !Self.known.contains(name) {
            findings.append(.warning(name, "Flyte has no such field, and nobody reads it"))
        }
    }

    private static let known: Set = ["clusterConfigs", "labelClusterMap", "defaultExecutionLabel"]

    /// A map, or a list of maps with one key each, which Flyte takes as well and which keeps capital letters.
    private static func entries(of map: JSONValue?) -> [(String, JSONValue)] {
        if let list = map?.array { return list.flatMap { entries(of: $0) } }
        return (map?.object ?? [:]).map { ($0.key, $0.value) }
    }

    private mutating func addCluster(_ config: JSONValue, _ place: String) {
        guard let name = config["name"]?.string, !name.isEmpty else {
            findings.append(.warning(place, "it has no name, and is left out"))
            return
        }
        guard !clusters.contains(where: { $0.name == name }) else {
            findings.append(
                .warning(place, "there is a cluster \"\(name)\" already: flyteadmin would not start; left out")
            )
            return
        }
        clusters.append(
            Cluster(
                name: name,
                endpoint: config["endpoint"]?.string.flatMap { $0.isEmpty ? nil : $0 },
                // What is not said is false in Flyte.
                isEnabled: config["enabled"]?.bool ?? false,
                isInCluster: config["inCluster"]?.bool ?? false,
                tokenPath: config["auth"]?["tokenPath"]?.string
            )
        )
    }

    private mutating func addLabel(_ name: String, _ members: JSONValue, _ place: String) {
        var read: [Member] = []
        for (number, member) in (members.array ?? []).enumerated() {
            let place = "\(place)[\(number)]"
            guard let cluster = member["id"]?.string, !cluster.isEmpty else {
                findings.append(.warning(place, "it has no id, and is left out"))
                continue
            }
            let weight = weight(of: member, place)
            if let other = read.firstIndex(where: { $0.cluster == cluster }) {
                findings.append(.warning(place, "\"\(cluster)\" is there already: its weights are added up"))
                read[other].weight = read[other].weight + weight
            } else {
                read.append(Member(cluster: cluster, weight: weight))
            }
        }
        labels.append((name, read))
    }

    private mutating func weight(of member: JSONValue, _ place: String) -> FlyteWeight {
        guard let value = member["weight"], !value.isNull else { return .zero }
        guard let weight = FlyteWeight(value) else {
            findings.append(.warning(place, "its weight is no number; taken for 0"))
            return .zero
        }
        if !weight.isAllowed {
            let remedy = weight.isNegative ? "taken for 0" : "only the ratio to the others is kept"
            findings.append(.warning(place, "its weight is not between 0 and 1: flyteadmin would not start; \(remedy)"))
        }
        return weight.isNegative ? .zero : weight
    }
}

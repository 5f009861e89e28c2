// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

/// The labels of Flyte's configuration as Portolan calls them, with the weights of their clusters as whole numbers.
struct FlyteLabels {
    /// A cluster's part in a label.
    struct Share {
        let label: String
        let weight: Int
    }

    /// What each cluster takes, by the name that Flyte has for it, in the order of the labels.
    private(set) var shares: [String: [Share]] = [:]
    private(set) var names: Set<String> = []
    private(set) var findings: [FlyteFinding] = []

    init(_ section: FlyteClusters) {
        for label in section.labels {
            let place = "labelClusterMap.\(label.name)"
            let name = Self.name(for: label.name)
            if name != label.name {
                let why = "a label is small letters, digits and dashes, and Flyte lower-cases this key, too"
                findings.append(.warning(place, "the label becomes \"\(name)\": \(why)"))
            }
            guard names.insert(name).inserted else {
                findings.append(.warning(place, "there is a label \"\(name)\" already; this one is left out"))
                continue
            }
            add(label.members, to: name, section.clusters, place)
        }
    }

    /// What a label is called in Portolan.
    static func name(for label: String) -> String {
        let name = KubernetesName.resembling(label, atMost: 63)
        return name.isEmpty ? "label" : name
    }

    private mutating func add(
        _ members: [FlyteClusters.Member],
        to label: String,
        _ clusters: [FlyteClusters.Cluster],
        _ place: String
    ) {
        let isEnabled = Dictionary(uniqueKeysWithValues: clusters.map { ($0.name, $0.isEnabled) })
        let known = members.filter { isEnabled[$0.cluster] != nil }
        for member in members where isEnabled[member.cluster] == nil {
            findings.append(.warning(place, "\"\(member.cluster)\" is not in clusterConfigs, and is left out"))
        }
        if !known.contains(where: { isEnabled[$0.cluster] == true }) {
            let what = known.isEmpty ? "it has no clusters" : "all its clusters are disabled"
            let consequence = "Flyte sends its executions to the default label or anywhere, Portolan nowhere"
            findings.append(.warning(place, "\(what): \(consequence)"))
        }
        let (weights, isExact) = Self.weights(of: known)
        if !isExact {
            findings.append(.note(place, "its weights are rounded to parts of \(FlyteWeight.largest)"))
        }
        for (member, weight) in zip(known, weights) {
            shares[member.cluster, default: []].append(Share(label: label, weight: weight))
        }
    }

    /// Where nobody has a weight, Flyte gives all the same; Portolan would take all of them for standbys.
    private static func weights(of members: [FlyteClusters.Member]) -> (values: [Int], isExact: Bool) {
        let hasWeights = members.contains { !$0.weight.isZero }
        return FlyteWeight.integers(hasWeights ? members.map(\.weight) : members.map { _ in .one })
    }
}

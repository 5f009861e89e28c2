// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

/// All that is served: groups, their versions, and the resources of each.
struct DiscoveryCatalog: Sendable {
    struct Group: Sendable {
        let name: String
        /// The preferred version first.
        let versions: [Version]
    }

    struct Version: Sendable {
        let groupVersion: GroupVersion
        let resources: [DiscoveredResource]

        func resource(_ plural: String) -> DiscoveredResource? {
            resources.first { $0.names.plural == plural }
        }
    }

    /// In the order in which clients look names up.
    let groups: [Group]

    init(_ resources: [ServedResource], reviews: [ReviewKind] = ReviewKind.allCases) {
        let discovered = resources.map { DiscoveredResource($0) } + reviews.map { DiscoveredResource($0) }
        let byGroup = Dictionary(grouping: discovered, by: \.groupVersion.group)
        groups = byGroup.map { Group(name: $0.key, versions: Self.versions($0.key, of: $0.value)) }.sorted {
            APIGroupPriority.lists($0.name, before: $1.name)
        }
    }

    private static func versions(_ group: String, of resources: [DiscoveredResource]) -> [Version] {
        let byVersion = Dictionary(grouping: resources, by: \.groupVersion)
        let versions = byVersion.map { version, resources in
            Version(groupVersion: version, resources: resources.sorted { $0.names.plural < $1.names.plural })
        }
        return versions.sorted { left, right in
            let (first, second) = (left.groupVersion.version, right.groupVersion.version)
            let priorities = [first, second].map { APIGroupPriority(group: group, version: $0).version }
            return priorities[0] == priorities[1]
                ? APIVersionOrder(first) > APIVersionOrder(second) : priorities[0] > priorities[1]
        }
    }

    /// A group, if anything of it is served.
    func group(_ name: String) -> Group? {
        groups.first { $0.name == name }
    }

    /// A version of a group, if anything of it is served.
    func version(_ groupVersion: GroupVersion) -> Version? {
        group(groupVersion.group)?.versions.first { $0.groupVersion == groupVersion }
    }
}

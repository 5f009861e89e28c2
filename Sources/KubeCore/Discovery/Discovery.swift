// SPDX-License-Identifier: Apache-2.0

/// What a server has, group by group; versions that the server prefers come first.
package struct Discovery: Sendable, Hashable {
    /// All groups in the order of the server, in all their versions.
    package var versions: [DiscoveredVersion]

    /// What is known of these versions.
    package init(_ versions: [DiscoveredVersion] = []) {
        self.versions = versions
    }

    /// The resource whose objects say that they are of a kind.
    package func resource(of kind: GroupVersionKind) -> DiscoveredResource? {
        versions.first { $0.groupVersion == kind.groupVersion }?.resources.first { $0.type.kind == kind.kind }
    }

    /// The resource that a person means by a name, as `kubectl` understands it: a plural, a singular or a short name,
    /// of a group and a version if those stand behind it, as in `deployments.v1.apps` and `cm`.
    package func resource(named name: String) -> DiscoveredResource? {
        let parts = name.lowercased().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first else { return nil }
        if parts.count == 1 { return find(first) { _ in true } }
        let version = parts[1]
        let groupOfVersion = parts.dropFirst(2).joined(separator: ".")
        let group = parts.dropFirst().joined(separator: ".")
        return find(first) { $0.version == version && $0.group == groupOfVersion } ?? find(first) { $0.group == group }
    }

    private func find(_ name: String, _ isMeant: (GroupVersion) -> Bool) -> DiscoveredResource? {
        let candidates = versions.filter { isMeant($0.groupVersion) }.flatMap(\.resources)
        // What a resource is called in full goes before what another is called in short.
        return candidates.first { $0.type.plural == name || $0.singular == name }
            ?? candidates.first { $0.isNamed(name) }
    }
}

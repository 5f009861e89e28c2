// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// The groups of a server, from `/api` or `/apis`, with all their resources if the server can say them at once
/// (`APIGroupDiscoveryList`, KEP-3352).
package struct DiscoveryAnswer: Sendable, Hashable {
    /// The versions of all groups.
    package var versions: [DiscoveredVersion] = []
    /// Whether the resources are in it; else each version has to be asked for its own.
    package var isAggregated = false
}

extension DiscoveryAnswer: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "items":
                isAggregated = true
                versions = try reader.read([AggregatedGroup].self).flatMap(\.versions)
            case "groups":
                versions = try reader.read([ClassicGroup].self).flatMap(\.versions)
            case "versions":
                // `APIVersions` of `/api`: the core group.
                let names: [String] = try reader.readArray()
                versions = names.map { DiscoveredVersion(GroupVersion(version: $0)) }
            default: try reader.skipValue(of: key)
            }
        }
    }
}

/// A group in `APIGroupList`.
private struct ClassicGroup: JSONDecodable {
    var name = ""
    var names: [String] = []
    var preferred = ""

    var versions: [DiscoveredVersion] {
        let ordered = names.filter { $0 == preferred } + names.filter { $0 != preferred }
        return ordered.map { DiscoveredVersion(GroupVersion(group: name, version: $0)) }
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name": try reader.read(into: &name)
            case "versions": names = try reader.read([ClassicVersion].self).map(\.version)
            case "preferredVersion": preferred = try reader.read(ClassicVersion.self).version
            default: try reader.skipValue(of: key)
            }
        }
    }
}

private struct ClassicVersion: JSONDecodable {
    let version: String

    init(from reader: inout JSONReader) throws(JSONError) {
        version = try reader.readStringMember("version") ?? ""
    }
}

/// A group in `APIGroupDiscoveryList`.
private struct AggregatedGroup: JSONDecodable {
    var metadata = ObjectMeta()
    private var raw: [AggregatedVersion] = []

    var versions: [DiscoveredVersion] { raw.map { $0.discovered(in: metadata.name) } }

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "metadata": try reader.read(into: &metadata)
            case "versions": try reader.read(into: &raw)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

private struct AggregatedVersion: JSONDecodable {
    private var version = ""
    private var freshness = ""
    private var resources: [AggregatedResource] = []

    func discovered(in group: String) -> DiscoveredVersion {
        let groupVersion = GroupVersion(group: group, version: version)
        var discovered = DiscoveredVersion(groupVersion)
        discovered.isStale = freshness == "Stale"
        discovered.resources = resources.map { $0.discovered(in: groupVersion) }
        return discovered
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "version": try reader.read(into: &version)
            case "freshness": try reader.read(into: &freshness)
            case "resources": try reader.read(into: &resources)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

private struct AggregatedResource: JSONDecodable {
    private var names = ResourceNames()
    private var subresources: [String] = []

    func discovered(in groupVersion: GroupVersion) -> DiscoveredResource {
        var discovered = names.discovered(in: groupVersion)
        discovered.subresources = subresources
        return discovered
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "resource": try reader.read(into: &names.plural)
            case "singularResource": try reader.read(into: &names.singular)
            case "scope": names.isNamespaced = try reader.readString() == ResourceScope.namespaced.rawValue
            case "responseKind": names.kind = try reader.readStringMember("kind") ?? ""
            case "verbs": try reader.read(into: &names.verbs)
            case "shortNames": try reader.read(into: &names.shortNames)
            case "categories": try reader.read(into: &names.categories)
            case "subresources": subresources = try reader.read([AggregatedSubresource].self).map(\.name)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

private struct AggregatedSubresource: JSONDecodable {
    let name: String

    init(from reader: inout JSONReader) throws(JSONError) {
        name = try reader.readStringMember("subresource") ?? ""
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore

// Discovery as it always was: a document for the groups, one for each group, one for each version.

extension DiscoveryCatalog {
    /// `/api`: the versions of the core group, and where clients reach the server.
    static func coreVersions(address: String) -> JSONObject {
        [
            "kind": "APIVersions", "versions": ["v1"],
            "serverAddressByClientCIDRs": [["clientCIDR": "0.0.0.0/0", "serverAddress": .string(address)]],
        ]
    }

    /// `/apis`: all groups but the core group.
    func groupList() -> JSONObject {
        let others = groups.filter { !$0.name.isEmpty }
        return ["kind": "APIGroupList", "apiVersion": "v1", "groups": .array(others.map { .object($0.description()) })]
    }
}

extension DiscoveryCatalog.Group {
    /// `/apis/GROUP`.
    func document() -> JSONObject {
        var document: JSONObject = ["kind": "APIGroup", "apiVersion": "v1"]
        for (key, value) in description() { document[key] = value }
        return document
    }

    fileprivate func description() -> JSONObject {
        let versions = versions.map { version -> JSONValue in
            let names = version.groupVersion
            return ["groupVersion": .string(names.apiVersion), "version": .string(names.version)]
        }
        return [
            "name": .string(name), "versions": .array(versions), "preferredVersion": versions.first ?? .null,
        ]
    }
}

extension DiscoveryCatalog.Version {
    /// `/api/v1` and `/apis/GROUP/VERSION`: the resources, and behind each its parts.
    func resourceList() -> JSONObject {
        var document: JSONObject = ["kind": "APIResourceList"]
        // The documents of the core group are older than their version (apiserver, discovery/util.go).
        if !groupVersion.group.isEmpty { document["apiVersion"] = "v1" }
        document["groupVersion"] = .string(groupVersion.apiVersion)
        document["resources"] = .array(resources.flatMap { $0.rows() })
        return document
    }
}

extension DiscoveredResource {
    fileprivate func rows() -> [JSONValue] {
        var row: JSONObject = [
            "name": .string(names.plural), "singularName": .string(names.singular), "namespaced": .bool(isNamespaced),
            "kind": .string(names.kind), "verbs": .words(verbs.map(\.rawValue)),
        ]
        if !names.shortNames.isEmpty { row["shortNames"] = .words(names.shortNames) }
        if !names.categories.isEmpty { row["categories"] = .words(names.categories) }
        if !storageVersionHash.isEmpty { row["storageVersionHash"] = .string(storageVersionHash) }
        return [.object(row)] + subresources.map { .object(self.row(of: $0)) }
    }

    private func row(of part: Subresource) -> JSONObject {
        var row: JSONObject = [
            "name": .string("\(names.plural)/\(part.name)"), "singularName": "", "namespaced": .bool(isNamespaced),
        ]
        let version = part.kind.groupVersion
        if version != groupVersion {
            row["group"] = .string(version.group)
            row["version"] = .string(version.version)
        }
        row["kind"] = .string(part.kind.kind)
        row["verbs"] = .words(part.verbs.map(\.rawValue))
        return row
    }
}

extension JSONValue {
    /// A list of strings.
    static func words(_ words: [String]) -> JSONValue { .array(words.map { .string($0) }) }
}

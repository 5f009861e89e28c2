// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// What the server serves, as clients ask for it before anything else.
struct DiscoveryAnswers {
    private let resources: [ServedResource]

    init(_ server: APIServer) {
        resources = server.registry.snapshot.resources
    }

    /// `/api`: the versions of the core group.
    func coreVersions() -> [UInt8] {
        let answer: JSONObject = [
            "kind": "APIVersions", "versions": ["v1"],
            "serverAddressByClientCIDRs": [["clientCIDR": "0.0.0.0/0", "serverAddress": ""]],
        ]
        return answer.serialized()
    }

    /// `/apis`: the groups with their versions.
    func groups() -> [UInt8] {
        let answer: JSONObject = [
            "kind": "APIGroupList", "apiVersion": "v1", "groups": .array(groupNames.map { .object(describe($0)) }),
        ]
        return answer.serialized()
    }

    /// `/apis/GROUP`: one group.
    func group(_ name: String) throws(APIFailure) -> [UInt8] {
        guard groupNames.contains(name) else { throw APIFailure.unknownPath }
        var answer: JSONObject = ["kind": "APIGroup", "apiVersion": "v1"]
        for (key, value) in describe(name) { answer[key] = value }
        return answer.serialized()
    }

    /// `/apis/GROUP/VERSION`: the resources of a version.
    func resources(group: String, version: String) throws(APIFailure) -> [UInt8] {
        let served = resources.filter { $0.id.group == group && $0.version == version }
        guard let first = served.first else { throw APIFailure.unknownPath }
        let answer: JSONObject = [
            "kind": "APIResourceList", "apiVersion": "v1", "groupVersion": .string(first.apiVersion),
            "resources": .array(served.flatMap { Self.describe($0) }),
        ]
        return answer.serialized()
    }

    private var groupNames: [String] {
        var seen: Set<String> = [""]
        return resources.map(\.id.group).filter { seen.insert($0).inserted }
    }

    private func describe(_ group: String) -> JSONObject {
        var seen: Set<String> = []
        let versions = resources.filter { $0.id.group == group }.map(\.version).filter { seen.insert($0).inserted }
        let entries = versions.map { version in
            ["groupVersion": .string("\(group)/\(version)"), "version": .string(version)] as JSONValue
        }
        return ["name": .string(group), "versions": .array(entries), "preferredVersion": entries.first ?? .null]
    }

    private static let verbs: [JSONValue] = [
        "create", "delete", "deletecollection", "get", "list", "patch", "update", "watch",
    ]

    private static func describe(_ resource: ServedResource) -> [JSONValue] {
        let names = resource.names
        var main: JSONObject = [
            "name": .string(names.plural), "singularName": .string(names.singular),
            "namespaced": .bool(resource.isNamespaced), "kind": .string(names.kind), "verbs": .array(verbs),
        ]
        if !names.shortNames.isEmpty { main["shortNames"] = .array(names.shortNames.map { .string($0) }) }
        if !names.categories.isEmpty { main["categories"] = .array(names.categories.map { .string($0) }) }
        var entries = [JSONValue.object(main)]
        if resource.subresources.hasStatus {
            entries.append([
                "name": .string("\(names.plural)/status"), "singularName": "",
                "namespaced": .bool(resource.isNamespaced), "kind": .string(names.kind),
                "verbs": ["get", "patch", "update"],
            ])
        }
        return entries
    }
}

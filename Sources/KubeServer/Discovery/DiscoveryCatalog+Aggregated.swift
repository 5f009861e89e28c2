// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore

// Aggregated discovery (KEP-3352): everything in one document for `/apis`, and the core group in one for `/api`.

extension DiscoveryCatalog {
    /// The groups that a path stands for: the core group for `/api`, all others for `/apis`.
    func aggregated(isCore: Bool) -> JSONObject {
        let groups = groups.filter { $0.name.isEmpty == isCore }
        return [
            "kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": [:],
            "items": .array(groups.map { .object($0.aggregated()) }),
        ]
    }
}

extension DiscoveryCatalog.Group {
    fileprivate func aggregated() -> JSONObject {
        let metadata: JSONObject = name.isEmpty ? [:] : ["name": .string(name)]
        let versions = versions.map { version -> JSONValue in
            [
                "version": .string(version.groupVersion.version),
                "resources": .array(version.resources.map { .object($0.aggregated()) }), "freshness": "Current",
            ]
        }
        return ["metadata": .object(metadata), "versions": .array(versions)]
    }
}

extension DiscoveredResource {
    fileprivate func aggregated() -> JSONObject {
        var document: JSONObject = [
            "resource": .string(names.plural), "responseKind": response(kind),
            "scope": .string(isNamespaced ? "Namespaced" : "Cluster"), "singularResource": .string(names.singular),
            "verbs": .words(verbs.map(\.rawValue)),
        ]
        if !names.shortNames.isEmpty { document["shortNames"] = .words(names.shortNames) }
        if !names.categories.isEmpty { document["categories"] = .words(names.categories) }
        if !subresources.isEmpty {
            document["subresources"] = .array(
                subresources.map { part in
                    [
                        "subresource": .string(part.name), "responseKind": response(part.kind),
                        "verbs": .words(part.verbs.map(\.rawValue)),
                    ]
                }
            )
        }
        return document
    }

    /// A kind; for a built-in one the group and version of the resource itself are understood and left out.
    private func response(_ kind: GroupVersionKind) -> JSONValue {
        let isUnderstood = isBuiltIn && kind.groupVersion == groupVersion
        return [
            "group": .string(isUnderstood ? "" : kind.groupVersion.group),
            "version": .string(isUnderstood ? "" : kind.groupVersion.version), "kind": .string(kind.kind),
        ]
    }
}

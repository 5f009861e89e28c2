// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore

/// The documents themselves.
enum OpenAPIDocument {
    /// Version 3: one version of one group.
    static func v3(_ version: DiscoveryCatalog.Version, _ resources: [ServedResource]) -> JSONObject {
        var paths = PathDocuments(.v3, resources)
        paths.add(operations(of: version))
        var components: JSONObject = ["schemas": .object(paths.models.collector.documents.inOrder())]
        let isCustom = version.resources.allSatisfy { !$0.isBuiltIn }
        if !isCustom { components["securitySchemes"] = securitySchemes }
        return [
            "openapi": "3.0.0",
            "info": isCustom
                ? ["title": "Kubernetes CRD Swagger", "version": "v0.1.0"]
                : ["title": "Kubernetes", "version": "1.36"],
            "paths": .object(paths.paths), "components": .object(components),
        ]
    }

    /// Version 2: everything.
    static func v2(_ catalog: DiscoveryCatalog, _ resources: [ServedResource]) -> JSONObject {
        var paths = PathDocuments(.v2, resources)
        paths.add(catalog.groups.flatMap(\.versions).flatMap { operations(of: $0) })
        return [
            "swagger": "2.0", "info": ["title": "Kubernetes", "version": "1.36"],
            "paths": .object(paths.paths), "definitions": .object(paths.models.collector.documents.inOrder()),
            "parameters": .object(paths.sharedParameters.inOrder()), "securityDefinitions": securitySchemes,
            "security": [["BearerToken": []]],
        ]
    }

    private static let securitySchemes: JSONValue = [
        "BearerToken": [
            "type": "apiKey", "description": "Bearer Token authentication", "name": "authorization", "in": "header",
        ]
    ]

    private static func operations(of version: DiscoveryCatalog.Version) -> [OpenAPIOperation] {
        let operations = version.resources.flatMap { ResourceOperations($0).all() }
        guard version.resources.contains(where: \.isBuiltIn) else { return operations }
        return [discovery(of: version.groupVersion)] + operations
    }

    private static func discovery(of version: GroupVersion) -> OpenAPIOperation {
        OpenAPIOperation(
            path: version.path + "/",
            method: "get",
            action: nil,
            kind: nil,
            id: OperationName.id("get", version, "APIResources"),
            tag: OperationName.tag(version),
            text: "get available resources",
            answer: .meta("APIResourceList")
        )
    }
}

// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import JSONKit
import KubeSchema
import KubeServer

/// A server with a few resources and no guard, for tests of verbs.
struct SampleServer {
    let server: APIServer
    let client: InProcessClient

    /// Everyone is let in, unless a guard says otherwise.
    init(storage: Storage = Storage(), guardedBy guarding: Guard? = nil) throws {
        let server = APIServer(storage: storage, registry: Registry(try Self.resources())) {
            request,
            info throws(APIFailure) in
            guard let guarding else { return UserInfo(name: "tester", groups: [UserInfo.mastersGroup]) }
            return try guarding.admit(request, info)
        }
        self.server = server
        client = InProcessClient { await server.handle($0) }
    }

    private static func resources() throws -> [ServedResource] {
        let namespaces = ServedResource.Names(plural: "namespaces", singular: "namespace", kind: "Namespace")
        var configMaps = ServedResource.Names(plural: "configmaps", singular: "configmap", kind: "ConfigMap")
        configMaps.shortNames = ["cm"]
        let widgets = ServedResource.Names(plural: "widgets", singular: "widget", kind: "Widget")
        let custom = ServedResource(
            widgets,
            group: "example.com",
            version: "v1",
            isNamespaced: true,
            strategy: WidgetStrategy()
        )
        var widget = custom
        widget.schema = try Schema(
            JSONValue(
                parsing: """
                    {"type": "object", "properties": {"spec": {"type": "object", "required": ["size"], "properties": {
                      "size": {"type": "integer", "minimum": 0}, "color": {"type": "string", "default": "blue"}}},
                      "status": {"type": "object", "properties": {"ready": {"type": "boolean"}}}}}
                    """
            )
        )
        widget.subresources.hasStatus = true
        widget.selectableFields = ["spec.color": ["spec", "color"]]
        var color = PrinterColumn("Color", jsonPath: ".spec.color")
        color.description = "the color"
        widget.columns = [PrinterColumn("Name"), color, PrinterColumn("Size", type: "integer", jsonPath: ".spec.size")]
        return [
            ServedResource(namespaces, group: "", version: "v1", isNamespaced: false, strategy: PlainStrategy()),
            ServedResource(configMaps, group: "", version: "v1", isNamespaced: true, strategy: PlainStrategy()),
            widget,
        ]
    }

    /// Sends a request and reads the answer.
    func send(
        _ method: HTTPMethod,
        _ target: String,
        _ body: String = "",
        contentType: String = "application/json",
        accept: String? = nil,
        more: [(String, String)] = []
    ) async throws -> (status: Int, json: JSONValue) {
        var fields: HTTPFields = ["Content-Type": contentType]
        fields["Accept"] = accept
        for (name, value) in more { fields.append(name, value) }
        let reply = try await client.send(method, target, fields: fields, body: Array(body.utf8))
        return (reply.status.code, (try? JSONValue(parsing: reply.body)) ?? .null)
    }
}

private struct WidgetStrategy: ResourceStrategy {
    var isBuiltIn: Bool { false }
    var allowsUnconditionalUpdate: Bool { false }
    var countsGenerations: Bool { true }
}

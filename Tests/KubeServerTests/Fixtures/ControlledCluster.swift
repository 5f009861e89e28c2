// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import HTTPServer
import JSONKit
import KubeServer

/// A server with all built-in resources and one custom one, where everyone may do everything, and its duties.
struct ControlledCluster {
    static let now = Timestamp(secondsSinceEpoch: 1_800_000_000)

    let storage = Storage()
    let registry: Registry
    let runner: DutyRunner
    let client: InProcessClient

    init(_ duties: (Registry) -> [any Duty] = Self.collecting) async throws {
        let registry = Registry(BuiltInResources.all(addresses: ServiceAddressBook(storage)) + [Self.widgets])
        let clock = WallClock { Self.now }
        let server = APIServer(storage: storage, registry: registry, clock: clock) { _, _ throws(APIFailure) in
            UserInfo(name: "tester", groups: [UserInfo.mastersGroup])
        }
        self.registry = registry
        runner = DutyRunner(duties(registry), storage: storage, registry: registry, clock: clock)
        client = InProcessClient { await server.handle($0) }
        for namespace in ["default", "a", "b"] { try await make("Namespace", namespace) }
    }

    static func collecting(_ registry: Registry) -> [any Duty] {
        let clock = WallClock { Self.now }
        return [GarbageCollector(registry, clock: clock), NamespaceEndDuty(registry, clock: clock)]
    }

    private static var widgets: ServedResource {
        let names = ServedResource.Names(plural: "widgets", singular: "widget", kind: "Widget")
        return ServedResource(
            names,
            group: "example.com",
            version: "v1",
            isNamespaced: true,
            strategy: WidgetStrategy()
        )
    }

    private struct WidgetStrategy: ResourceStrategy {
        var isBuiltIn: Bool { false }
        var countsGenerations: Bool { true }
    }
}

extension ControlledCluster {
    /// An answer: the code, the body and the warnings.
    struct Reply {
        let code: Int
        let json: JSONValue
        let warnings: [String]

        var metadata: JSONObject { json.object?.metadata ?? JSONObject() }
        var message: String { json["message"]?.string ?? "" }
        /// `Status Success`, or the kind of the object.
        var kind: String {
            json["kind"] == "Status" ? "Status \(json["status"]?.string ?? "")" : json["kind"]?.string ?? ""
        }
    }

    /// Sends a request; `path` is `configmaps/x` in the namespace `a`, or begins with a slash.
    func send(
        _ method: HTTPMethod,
        _ path: String,
        _ body: JSONObject? = nil,
        contentType: String = "application/json"
    ) async throws -> Reply {
        try await send(
            method,
            path,
            text: body.map { String(decoding: $0.serialized(), as: UTF8.self) } ?? "",
            contentType
        )
    }

    func send(
        _ method: HTTPMethod,
        _ path: String,
        text: String,
        _ contentType: String = "application/json"
    ) async throws -> Reply {
        let target = path.hasPrefix("/") ? path : "/api/v1/namespaces/a/\(path)"
        let fields: HTTPFields = ["Content-Type": contentType]
        let reply = try await client.send(method, target, fields: fields, body: Array(text.utf8))
        let warnings = reply.fields.filter { $0.name == "Warning" }.map(\.value)
        return Reply(code: reply.status.code, json: try JSONValue(parsing: reply.body), warnings: warnings)
    }

    func patch(_ path: String, _ body: JSONObject) async throws -> Reply {
        try await send(.patch, path, body, contentType: "application/merge-patch+json")
    }

    /// Makes an object with nothing but metadata, and returns its identity.
    @discardableResult
    func make(
        _ kind: String,
        _ name: String,
        in namespace: String = "a",
        owners: [JSONValue] = [],
        finalizers: [JSONValue] = [],
        more: JSONObject = [:]
    ) async throws -> String {
        let resource = try resource(kind)
        var object: JSONObject = [
            "apiVersion": .string(resource.apiVersion), "kind": .string(kind), "metadata": ["name": .string(name)],
        ]
        if !owners.isEmpty { object.metadata["ownerReferences"] = .array(owners) }
        if !finalizers.isEmpty { object.metadata["finalizers"] = .array(finalizers) }
        for (key, value) in more { object[key] = value }
        let reply = try await send(.post, path(resource, namespace), object)
        guard reply.code == 201 else { throw APIFailure.badRequest("\(kind) \(name): \(reply.message)") }
        return reply.metadata.text("uid")
    }

    /// A reference to an owner.
    static func owner(
        _ kind: String,
        _ name: String,
        _ uid: String,
        blocks: Bool = false,
        apiVersion: String = "v1"
    ) -> JSONValue {
        [
            "apiVersion": .string(apiVersion), "kind": .string(kind), "name": .string(name), "uid": .string(uid),
            "blockOwnerDeletion": .bool(blocks),
        ]
    }

    func exists(_ kind: String, _ name: String, in namespace: String = "a") throws -> Bool {
        try object(kind, name, in: namespace) != nil
    }

    func object(_ kind: String, _ name: String, in namespace: String = "a") throws -> JSONObject? {
        let resource = try resource(kind)
        return storage.read(resource.id, StorageKey(namespace: resource.isNamespaced ? namespace : "", name: name))
    }

    private func resource(_ kind: String) throws(APIFailure) -> ServedResource {
        let found = registry.snapshot.resources.first { $0.names.kind == kind && $0.view == nil }
        guard let found else { throw APIFailure.badRequest(kind) }
        return found
    }

    private func path(_ resource: ServedResource, _ namespace: String) -> String {
        let root = resource.id.group.isEmpty ? "/api" : "/apis"
        let place = resource.isNamespaced ? "/namespaces/\(namespace)" : ""
        return "\(root)/\(resource.apiVersion)\(place)/\(resource.names.plural)"
    }
}

// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeClient
import KubeCore
import TestSupport
import Testing

/// A namespace of a test's own, and an administrator in it.
struct Sandbox: Sendable {
    let cluster: Cluster
    let namespace: String

    var client: KubeClient { cluster.admin }

    /// Runs a test in a new namespace and asks the namespace to go behind it.
    static func run(_ body: (Sandbox) async throws -> Void) async throws {
        let cluster = try Cluster.current
        let made = try await cluster.admin.create(
            CoreV1.Namespace.resourceType,
            ["metadata": ["generateName": "conformance-"]] as JSONValue,
            as: PartialObject.self
        )
        let sandbox = Sandbox(cluster: cluster, namespace: made.metadata.name)
        do {
            try await body(sandbox)
        } catch {
            await sandbox.leave()
            throw error
        }
        await sandbox.leave()
    }

    private func leave() async {
        _ = try? await client.delete(CoreV1.Namespace.resourceType, ObjectKey(name: namespace))
    }

    /// Sends a request as an administrator, or as somebody else.
    @discardableResult
    func send(_ call: Call, as client: KubeClient? = nil) async throws -> Answer {
        try await (client ?? cluster.admin).answer(try call.request(in: namespace))
    }

    /// Sends what a test needs to succeed; a resource that is defined is served when this returns.
    @discardableResult
    func make(_ call: Call, sourceLocation: SourceLocation = #_sourceLocation) async throws -> Answer {
        let answer = try await send(call)
        try #require(
            (200...201).contains(answer.code),
            "\(call.path): \(answer.refusal?.message ?? "")",
            sourceLocation: sourceLocation
        )
        if answer.body["kind"] == "CustomResourceDefinition", call.method == .post {
            try await waitForService(of: answer, sourceLocation)
        }
        return answer
    }

    private func waitForService(of definition: Answer, _ sourceLocation: SourceLocation) async throws {
        // It is served as soon as its names are accepted, which is a little earlier.
        try await eventually("the definition is established", sourceLocation: sourceLocation) {
            let definition = try await send(.get("\(Boat.definitions)/\(definition.name ?? "")"))
            let conditions = definition["status.conditions"]?.array ?? []
            return conditions.contains { $0["type"] == "Established" && $0["status"] == "True" }
        }
        let versions = definition["spec.versions"]?.array ?? []
        let group = definition["spec.group"]?.string ?? ""
        let plural = definition["spec.names.plural"]?.string ?? ""
        for version in versions where version["served"]?.bool == true {
            let path = "/apis/\(group)/\(version["name"]?.string ?? "")/\(plural)"
            try await eventually("\(path) is served", sourceLocation: sourceLocation) {
                try await send(.get(path)).code == 200
            }
        }
    }

    func key(_ name: String) -> ObjectKey { ObjectKey(namespace: namespace, name: name) }

    /// A config map with some data, made.
    @discardableResult
    func makeConfigMap(
        _ name: String,
        _ data: JSONValue = [:],
        metadata: JSONObject = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        var metadata = metadata
        metadata["name"] = .string(name)
        let answer = try await send(.post("configmaps", ["metadata": .object(metadata), "data": data]))
        return answer.succeeds(201, sourceLocation: sourceLocation)
    }
}

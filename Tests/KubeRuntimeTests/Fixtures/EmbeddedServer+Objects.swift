// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import TestSupport
import Testing

extension EmbeddedServer {
    /// An administrator, whom faults that are meant for a program called `test` do not meet.
    func admin() throws -> KubeClient { try environment("admin").client }

    /// What a component called `test` needs, with a clock on which back-offs are short.
    func hasty() throws -> RuntimeEnvironment {
        var environment = try environment("test")
        environment.clock = HastyClock()
        return environment
    }

    /// A fault that meets the program called `test`.
    func fault(
        _ name: String,
        _ verbs: [String],
        _ effect: FaultEffect,
        skip: Int = 0,
        count: Int? = nil,
        probability: Double = 1
    ) {
        var match = FaultMatch(verbs)
        match.userAgents = ["test*"]
        faults.add(FaultRule(name, match, effect, skip: skip, count: count, probability: probability))
    }
}

extension KubeClient {
    /// Makes a config map in the namespace `default`.
    @discardableResult
    func makeConfigMap(_ name: String, _ data: [String: String] = [:]) async throws -> ObjectMeta {
        let made = try await create(
            CoreV1.ConfigMap.resourceType,
            namespace: "default",
            Self.configMap(name, data),
            as: PartialObject.self
        )
        return made.metadata
    }

    /// Writes the data of a config map.
    @discardableResult
    func writeConfigMap(_ name: String, _ data: [String: String]) async throws -> ObjectMeta {
        let key = ObjectKey(namespace: "default", name: name)
        let fields: JSONValue = ["data": .object(Self.texts(data))]
        let written = try await patch(CoreV1.ConfigMap.resourceType, key, .merge(fields), as: PartialObject.self)
        return written.metadata
    }

    func deleteConfigMap(_ name: String) async throws {
        try await delete(CoreV1.ConfigMap.resourceType, ObjectKey(namespace: "default", name: name))
    }

    /// `a=x` for each config map of the namespace `default` with its datum `v`.
    func configMaps() async throws -> [String] {
        try await listAll(CoreV1.ConfigMap.self, namespace: "default").items.map(\.words)
    }

    static func configMap(_ name: String, _ data: [String: String]) -> DynamicObject {
        var object = DynamicObject(CoreV1.ConfigMap.resourceType, ObjectKey(namespace: "default", name: name))
        object["data"] = .object(texts(data))
        return object
    }

    private static func texts(_ data: [String: String]) -> JSONObject {
        var object = JSONObject()
        for (key, value) in data.sorted(by: { $0.key < $1.key }) { object[key] = .string(value) }
        return object
    }
}

extension CoreV1.ConfigMap {
    /// `a=x` for one whose datum `v` is `x`.
    var words: String { "\(metadata.name)=\(data["v"] ?? "")" }
}

extension ObjectStore<CoreV1.ConfigMap> {
    /// The config maps of the namespace `default`.
    static func configMaps() -> ObjectStore {
        ObjectStore(WatchScope(CoreV1.ConfigMap.resourceType, namespace: "default"))
    }

    var words: [String] { snapshot.all.map(\.words) }

    /// Waits until the store shows what a client sees.
    func shows(what client: KubeClient, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let expected = try await client.configMaps()
        try await eventually("the store shows what there is", sourceLocation: sourceLocation) { words == expected }
    }
}

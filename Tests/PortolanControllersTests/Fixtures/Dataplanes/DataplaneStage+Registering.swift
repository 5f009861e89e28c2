// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
import Cryptography
import Dataplanes
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import PortolanAPI
import PortolanControllers
import Telemetry
import TestSupport
import Testing
import YAMLKit

extension DataplaneStage {
    /// What a bootstrap Secret holds.
    enum Bootstrap {
        /// The token of somebody who may do everything, and what stands behind it.
        case root(suffix: String = "")
        /// The token of somebody who may do nothing.
        case guest
        case token(String)
        /// A client certificate of somebody who may do everything.
        case certificate
        /// A kubeconfig with these fields of a user, in YAML; nil for the token of somebody who may do everything.
        case kubeconfig(user: String?, cluster: String = "")
        case data([String: String])
    }

    /// Makes a bootstrap Secret and a DataplaneCluster, with looks every 100 ms.
    func register(
        _ name: String,
        _ plane: Int = 0,
        _ bootstrap: Bootstrap = .root(),
        _ change: (inout JSONObject) -> Void = { _ in }
    ) async throws {
        try await writeBootstrap(name, plane, bootstrap)
        try await writeDataplane(name, plane, change)
    }

    /// Makes a DataplaneCluster, or applies it with changes.
    func writeDataplane(
        _ name: String,
        _ plane: Int = 0,
        _ change: (inout JSONObject) -> Void = { _ in }
    ) async throws {
        var spec: JSONObject = [
            "endpoint": .string(try await dataplanes[plane].access.server),
            "bootstrap": ["secretRef": ["name": .string("\(name)-bootstrap")]],
            "labels": [["name": "label1"]],
            "payloads": [["apiGroup": "batch", "kind": "Job"]],
            "probe": ["interval": "100ms", "timeout": "2s"],
            "credentials": ["serviceAccount": account()],
        ]
        change(&spec)
        var object = DynamicObject(DataplaneCluster.resourceType, key(name))
        object["spec"] = .object(spec)
        try await apply(DataplaneCluster.resourceType, object)
    }

    func writeBootstrap(_ name: String, _ plane: Int = 0, _ bootstrap: Bootstrap) async throws {
        var secret = DynamicObject(CoreV1.Secret.resourceType, key("\(name)-bootstrap"))
        var content: JSONObject = [:]
        for (key, text) in try await self.content(of: bootstrap, plane) { content[key] = .string(text) }
        secret["stringData"] = .object(content)
        // Replaced as a whole, as somebody would who writes another one.
        try await admin.deleteIfThere(CoreV1.Secret.resourceType, secret.key)
        try await admin.create(CoreV1.Secret.resourceType, namespace: namespace, secret)
    }

    private func content(of bootstrap: Bootstrap, _ plane: Int) async throws -> [String: String] {
        let access = try await dataplanes[plane].access
        switch bootstrap {
        case .root(let suffix):
            return ["token": users[plane].root.exposed + suffix, "ca.crt": access.authority.pem]
        case .guest: return ["token": users[plane].guest.exposed, "ca.crt": access.authority.pem]
        case .token(let token): return ["token": token, "ca.crt": access.authority.pem]
        case .certificate:
            return ["kubeconfig": YAML.serialize(.object(try access.kubeconfig().exposed))]
        case .data(let data): return data
        case .kubeconfig(let user, let cluster):
            let user = user ?? "token: \(users[plane].root.exposed)"
            let authority = Base64.standard.encode(Array(access.authority.pem.utf8))
            let text = """
                apiVersion: v1
                kind: Config
                current-context: a
                contexts: [ { name: a, context: { cluster: a, user: a } } ]
                clusters:
                - name: a
                  cluster: { server: "https://elsewhere:1", certificate-authority-data: \(authority)\(cluster) }
                users: [ { name: a, user: { \(user) } } ]
                """
            return ["kubeconfig": text]
        }
    }

    /// The service account that the operator makes tokens for, in a namespace of this stage.
    func account(_ name: String = "flyteadmin", in part: String? = nil) -> JSONValue {
        ["namespace": .string(part.map { "\(namespace)-\($0)" } ?? namespace), "name": .string(name)]
    }

    func key(_ name: String) -> ObjectKey { ObjectKey(namespace: namespace, name: name) }

    func apply(_ type: ResourceType, _ object: DynamicObject) async throws {
        try await admin.apply(type, object.key, object, ApplyOptions(fieldManager: "test", isForced: true))
    }

    /// Sets annotations of a DataplaneCluster; nil removes one.
    func annotate(_ name: String, _ annotations: [String: String?]) async throws {
        var values: JSONObject = [:]
        for (name, value) in annotations { values[name] = value.map(JSONValue.string) ?? .null }
        try await admin.patch(
            DataplaneCluster.resourceType,
            key(name),
            .merge(["metadata": ["annotations": .object(values)]])
        )
    }

    /// Asks for a DataplaneCluster to go.
    func delete(_ name: String) async throws {
        try await admin.delete(DataplaneCluster.resourceType, key(name))
    }

    /// Somebody who may do everything in a dataplane.
    func dataplaneAdmin(_ plane: Int = 0) async throws -> KubeClient {
        try await dataplanes[plane].access.client("admin", on: loop)
    }
}

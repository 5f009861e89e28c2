// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import JSONKit
import KubeServer

/// A storage with the objects on which it depends who may do what, and an issuer of tokens for it.
struct TestCluster {
    static let now = Timestamp(secondsSinceEpoch: 1_800_000_000)
    static let certificates = "-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n"

    let storage = Storage()
    let key: PrivateKey
    let issuer: AccountTokenIssuer

    init() throws {
        key = try PrivateKey.generate()
        issuer = try AccountTokenIssuer(key: key)
    }

    /// Writes an object as it is; its `uid` is made from its name unless it has one.
    func put(_ resource: ResourceID, _ object: JSONObject) {
        let key = StorageKey(
            namespace: object.metadata.text("namespace"),
            name: object.metadata.text("name")
        )
        var object = object
        if object.metadata.text("uid").isEmpty { object.metadata["uid"] = .string("uid-of-\(key.name)") }
        _ = storage.update(resource, key) { _ in
            .put { revision in
                StoredObject(
                    key: key,
                    uid: object.metadata.text("uid"),
                    resourceVersion: revision,
                    members: ObjectCodec.members(of: object, resourceVersion: revision),
                    labels: object.metadata.texts("labels")
                )
            }
        }
    }

    func put(_ resource: ResourceID, _ name: String, in namespace: String = "", uid: String = "") {
        var metadata: JSONObject = ["name": .string(name)]
        if !namespace.isEmpty { metadata["namespace"] = .string(namespace) }
        if !uid.isEmpty { metadata["uid"] = .string(uid) }
        put(resource, ["metadata": .object(metadata)])
    }

    @discardableResult
    func remove(_ resource: ResourceID, _ name: String, in namespace: String = "") -> Change? {
        let key = StorageKey(namespace: namespace, name: name)
        guard storage.object(resource, key) != nil else { return nil }
        let revision = storage.revision
        _ = storage.update(resource, key) { previous in
            .delete { revision in
                StoredObject(
                    key: key,
                    uid: previous?.uid ?? "",
                    resourceVersion: revision,
                    members: previous?.members ?? []
                )
            }
        }
        return change(of: resource, after: revision)
    }

    func object(_ resource: ResourceID, _ name: String, in namespace: String = "") -> JSONObject? {
        storage.read(resource, StorageKey(namespace: namespace, name: name))
    }

    private func change(of resource: ResourceID, after revision: UInt64) -> Change? {
        guard case .changes(let changes, _) = storage.news(of: resource, after: revision) else { return nil }
        return changes.first
    }

    /// Changes an object, as a client does.
    func change(
        _ resource: ResourceID,
        _ name: String,
        in namespace: String = "",
        _ change: (inout JSONObject) -> Void
    ) {
        guard var object = object(resource, name, in: namespace) else { return }
        change(&object)
        put(resource, object)
    }
}

extension TestCluster {
    /// What a duty finds to do after the last change of an object.
    func writes(
        of duty: some Duty,
        after resource: ResourceID,
        _ name: String,
        in namespace: String = ""
    )
        -> [ObjectWrite]
    {
        guard let object = storage.object(resource, StorageKey(namespace: namespace, name: name)),
            let change = change(of: resource, after: object.resourceVersion - 1)
        else { return [] }
        return duty.writes(after: change, of: resource, in: storage)
    }

    /// Performs writes in order; whether anything was changed by them.
    @discardableResult
    func perform(_ writes: [ObjectWrite]) -> Bool {
        var hasChanged = false
        for write in writes {
            switch write {
            case .create(let resource, let key, let object):
                guard storage.object(resource, key) == nil else { continue }
                put(resource, object)
                hasChanged = true
            case .change(let resource, let key, let change, _):
                guard let present: JSONObject = storage.read(resource, key), change(present) != present else {
                    continue
                }
                put(resource, change(present))
                hasChanged = true
            case .delete(let resource, let key, let uid, _, _):
                guard storage.object(resource, key)?.uid == uid else { continue }
                remove(resource, key.name, in: key.namespace)
                hasChanged = true
            }
        }
        return hasChanged
    }

    /// Puts the default roles and bindings in place.
    func startWithDefaults() {
        perform(RoleDuty().writesAtStart(in: storage))
    }

    /// Binds a role of the cluster to a user, in a namespace or everywhere.
    func bind(_ role: String, to user: String, in namespace: String = "", kind: String = "ClusterRole") {
        var metadata: JSONObject = ["name": .string("\(user)-\(role)".replacing(":", with: "-"))]
        if !namespace.isEmpty { metadata["namespace"] = .string(namespace) }
        put(
            namespace.isEmpty ? .clusterRoleBindings : .roleBindings,
            [
                "metadata": .object(metadata),
                "roleRef": ["apiGroup": .string(ResourceID.rbacGroup), "kind": .string(kind), "name": .string(role)],
                "subjects": [["kind": "User", "name": .string(user)]],
            ]
        )
    }

    /// Makes a role of the cluster.
    func putRole(_ name: String, _ rules: [PolicyRule], labels: JSONObject = [:]) {
        put(
            .clusterRoles,
            [
                "metadata": ["name": .string(name), "labels": .object(labels)],
                "rules": .array(rules.map(\.tree)),
            ]
        )
    }
}

extension AccessAttributes {
    /// An access in words: `get pods/log x in a of batch`, or `get /version`.
    init(_ words: String) {
        let list = words.split(separator: " ").map(String.init)
        guard list.count > 1, !list[1].hasPrefix("/") else {
            self = .path(verb: list[0], path: list.count > 1 ? list[1] : "")
            return
        }
        func word(behind marker: String) -> String? {
            list.firstIndex(of: marker).map { list[$0 + 1] }
        }
        let parts = list[1].split(separator: "/", maxSplits: 1).map(String.init)
        self = .resource(
            Resource(
                verb: list[0],
                group: word(behind: "of") ?? "",
                plural: parts[0],
                subresource: parts.count > 1 ? parts[1] : "",
                namespace: word(behind: "in") ?? "",
                name: list.count > 2 && !["in", "of"].contains(list[2]) ? list[2] : ""
            )
        )
    }
}

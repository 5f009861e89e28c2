// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore

/// Keeps in every namespace what Kubernetes' controllers keep there: the service account `default`, and the certificates
/// by which programs know the server.
package struct NamespaceDuty: Duty {
    private static let account = "default"
    private static let bundle = "kube-root-ca.crt"
    private static let annotation = "kubernetes.io/description"
    private static let description =
        "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the "
        + "internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of "
        + "Kubernetes clusters."

    package let resources: [ResourceID] = [.namespaces, .serviceAccounts, .configMaps]

    private let certificates: String

    /// - Parameter certificates: the certificates of the server's authorities, as PEM.
    package init(certificates: String) {
        self.certificates = certificates
    }

    package func writes(after change: Change, of resource: ResourceID, in storage: Storage) -> [ObjectWrite] {
        let key = change.object.key
        switch resource {
        case .namespaces: return writes(for: key.name, in: storage)
        case .serviceAccounts where key.name == Self.account, .configMaps where key.name == Self.bundle:
            return writes(for: key.namespace, in: storage)
        default: return []
        }
    }

    package func writesAtStart(in storage: Storage) -> [ObjectWrite] {
        storage.objects(.namespaces).flatMap { writes(for: $0.key.name, in: storage) }
    }

    private func writes(for namespace: String, in storage: Storage) -> [ObjectWrite] {
        guard let state = storage.read(.namespaces, StorageKey(name: namespace), as: CoreV1.Namespace.self),
            !state.metadata.isBeingDeleted, state.phase != "Terminating"
        else { return [] }
        return accountWrites(namespace, storage) + bundleWrites(namespace, storage)
    }

    private func accountWrites(_ namespace: String, _ storage: Storage) -> [ObjectWrite] {
        let key = StorageKey(namespace: namespace, name: Self.account)
        guard storage.object(.serviceAccounts, key) == nil else { return [] }
        return [.create(.serviceAccounts, key, Self.object("ServiceAccount", key))]
    }

    private func bundleWrites(_ namespace: String, _ storage: Storage) -> [ObjectWrite] {
        let key = StorageKey(namespace: namespace, name: Self.bundle)
        let data: JSONValue = ["ca.crt": .string(certificates)]
        guard let present: JSONObject = storage.read(.configMaps, key) else {
            var object = Self.object("ConfigMap", key)
            object.metadata["annotations"] = [Self.annotation: .string(Self.description)]
            object["data"] = data
            return [.create(.configMaps, key, object)]
        }
        let isDescribed = present.metadata.texts("annotations")[Self.annotation].map { !$0.isEmpty } ?? false
        guard present["data"] != data || !isDescribed else { return [] }
        return [
            .change(.configMaps, key) { object in
                var object = object
                object["data"] = data
                object.set(.string(Self.description), at: ["metadata", "annotations", Self.annotation])
                return object
            }
        ]
    }

    private static func object(_ kind: String, _ key: StorageKey) -> JSONObject {
        [
            "apiVersion": "v1",
            "kind": .string(kind),
            "metadata": ["name": .string(key.name), "namespace": .string(key.namespace)],
        ]
    }
}

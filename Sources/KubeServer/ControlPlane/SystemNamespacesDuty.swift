// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Keeps the namespaces that every cluster has; they come back when somebody gets them deleted.
package struct SystemNamespacesDuty: Duty {
    private static let names = ["kube-system", "kube-public", "kube-node-lease", "default"]

    package let resources: [ResourceID] = [.namespaces]

    package init() {}

    package func writes(after change: Change, of resource: ResourceID, in storage: Storage) -> [ObjectWrite] {
        change.kind == .deleted ? writesAtStart(in: storage) : []
    }

    package func writesAtStart(in storage: Storage) -> [ObjectWrite] {
        Self.names.map { name in
            let object: JSONObject = [
                "apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)],
            ]
            return .create(.namespaces, StorageKey(name: name), object)
        }
    }
}

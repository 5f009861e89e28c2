// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Keeps the default roles and bindings, and writes into aggregated roles what they have collected.
///
/// Policies do not wait for that: they collect for themselves. It is written for those who read roles.
package struct RoleDuty: Duty {
    package let resources: [ResourceID] = [.clusterRoles]

    // In Kubernetes, the API server itself writes the default roles.
    package let manager = "kube-apiserver"

    package init() {}

    package func writes(after change: Change, of resource: ResourceID, in storage: Storage) -> [ObjectWrite] {
        aggregations(in: storage)
    }

    package func writesAtStart(in storage: Storage) -> [ObjectWrite] {
        let roles = DefaultPolicy.roles.compactMap { role in
            write(role.object, .clusterRoles, role.name, in: storage) { DefaultPolicy.reconciled(role: $0, with: role) }
        }
        let bindings = DefaultPolicy.bindings.compactMap { binding in
            write(binding.object, .clusterRoleBindings, binding.name, in: storage) {
                DefaultPolicy.reconciled(binding: $0, with: binding)
            }
        }
        return roles + bindings + aggregations(in: storage)
    }

    private func write(
        _ object: JSONObject,
        _ resource: ResourceID,
        _ name: String,
        in storage: Storage,
        _ reconcile: @escaping @Sendable (JSONObject) -> JSONObject
    ) -> ObjectWrite? {
        let key = StorageKey(name: name)
        guard let present: JSONObject = storage.read(resource, key) else { return .create(resource, key, object) }
        return reconcile(present) == present ? nil : .change(resource, key, reconcile)
    }

    private func aggregations(in storage: Storage) -> [ObjectWrite] {
        let roles: [RoleObject] = storage.objects(.clusterRoles).compactMap { try? $0.read() }
        let rules = ClusterRoleAggregation.rules(of: roles)
        return roles.filter { $0.selectors != nil && $0.rules != rules[$0.name] }.map { role in
            let tree = JSONValue.array((rules[role.name] ?? []).map(\.tree))
            return .change(.clusterRoles, StorageKey(name: role.name)) { object in
                var object = object
                if object["aggregationRule"]?.object != nil { object["rules"] = tree }
                return object
            }
        }
    }
}

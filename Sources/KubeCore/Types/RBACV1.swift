// SPDX-License-Identifier: Apache-2.0

/// The kinds of the group `rbac.authorization.k8s.io/v1`, of which only the places are known: they are written, not read.
package enum RBACV1 {
    /// Permissions in one namespace.
    package static let role = ResourceType(.rbac, kind: "Role", plural: "roles")
    /// Who has a role in one namespace.
    package static let roleBinding = ResourceType(.rbac, kind: "RoleBinding", plural: "rolebindings")
    /// Permissions everywhere, or of no namespace.
    package static let clusterRole =
        ResourceType(.rbac, kind: "ClusterRole", plural: "clusterroles", scope: .cluster)
    /// Who has a cluster role everywhere.
    package static let clusterRoleBinding =
        ResourceType(.rbac, kind: "ClusterRoleBinding", plural: "clusterrolebindings", scope: .cluster)
}

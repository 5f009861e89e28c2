// SPDX-License-Identifier: Apache-2.0

// The resources on which it depends who may do what.

extension ResourceID {
    package static let namespaces = ResourceID(group: "", plural: "namespaces")
    package static let nodes = ResourceID(group: "", plural: "nodes")
    package static let pods = ResourceID(group: "", plural: "pods")
    package static let secrets = ResourceID(group: "", plural: "secrets")
    package static let configMaps = ResourceID(group: "", plural: "configmaps")
    package static let serviceAccounts = ResourceID(group: "", plural: "serviceaccounts")

    /// The API group of roles and bindings.
    package static let rbacGroup = "rbac.authorization.k8s.io"

    package static let roles = ResourceID(group: rbacGroup, plural: "roles")
    package static let clusterRoles = ResourceID(group: rbacGroup, plural: "clusterroles")
    package static let roleBindings = ResourceID(group: rbacGroup, plural: "rolebindings")
    package static let clusterRoleBindings = ResourceID(group: rbacGroup, plural: "clusterrolebindings")
}

// SPDX-License-Identifier: Apache-2.0

// The resources on which it depends who may do what.

extension ResourceID {
    /// Where everything else is that is not the cluster's.
    package static let namespaces = core("namespaces")
    /// Objects that tokens may be bound to, as ``pods`` and ``secrets``.
    package static let nodes = core("nodes")
    /// What runs under a service account.
    package static let pods = core("pods")
    /// What may hold a token.
    package static let secrets = core("secrets")
    /// What holds the certificates by which programs know the server.
    package static let configMaps = core("configmaps")
    /// Whom programs act as.
    package static let serviceAccounts = core("serviceaccounts")

    /// The API group of roles and bindings.
    package static let rbacGroup = "rbac.authorization.k8s.io"

    /// Rules for one namespace.
    package static let roles = rbac("roles")
    /// Rules for the cluster, or for whichever namespace they are bound in.
    package static let clusterRoles = rbac("clusterroles")
    /// Who has a role in one namespace.
    package static let roleBindings = rbac("rolebindings")
    /// Who has a role everywhere.
    package static let clusterRoleBindings = rbac("clusterrolebindings")

    private static func core(_ plural: String) -> ResourceID { ResourceID(group: "", plural: plural) }

    private static func rbac(_ plural: String) -> ResourceID { ResourceID(group: rbacGroup, plural: plural) }
}

// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Roles and their bindings.
    static let rbac = #"""
        kind Role: What may be done in one namespace.
          2 rules [PolicyRule] = null

        kind RoleBinding: Who has a role in one namespace.
          2 subjects [Subject]
          3 roleRef! RoleRef = {}

        kind ClusterRole: What may be done in the whole cluster, or in each namespace that binds it.
          2 rules           [PolicyRule] = null
          3 aggregationRule AggregationRule?

        kind ClusterRoleBinding: Who has a role in the whole cluster.
          2 subjects [Subject]
          3 roleRef! RoleRef = {}

        type PolicyRule
          1 verbs!          [string] = null
          2 apiGroups       [string]
          3 resources       [string]
          4 resourceNames   [string]
          5 nonResourceURLs [string]

        type Subject atomic
          1 kind!     string = ""
          2 apiGroup  string
          3 name!     string = ""
          4 namespace string

        type RoleRef atomic
          1 apiGroup string = rbac.authorization.k8s.io
          2 kind!    string = ""
          3 name!    string = ""

        type AggregationRule
          1 clusterRoleSelectors [LabelSelector]
        """#
}

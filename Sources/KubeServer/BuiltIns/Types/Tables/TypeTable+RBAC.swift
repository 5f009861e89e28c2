// SPDX-License-Identifier: Apache-2.0

extension TypeTable {
    /// Roles and their bindings.
    static let rbac = #"""
        kind Role: What may be done in one namespace.
          rules [PolicyRule]

        kind RoleBinding: Who has a role in one namespace.
          subjects [Subject]
          roleRef! RoleRef = {}

        kind ClusterRole: What may be done in the whole cluster, or in each namespace that binds it.
          rules           [PolicyRule]
          aggregationRule AggregationRule

        kind ClusterRoleBinding: Who has a role in the whole cluster.
          subjects [Subject]
          roleRef! RoleRef = {}

        type PolicyRule
          verbs!          [string]
          apiGroups       [string]
          resources       [string]
          resourceNames   [string]
          nonResourceURLs [string]

        type Subject atomic
          kind!     string = ""
          apiGroup  string
          name!     string = ""
          namespace string

        type RoleRef atomic
          apiGroup string = rbac.authorization.k8s.io
          kind!    string = ""
          name!    string = ""

        type AggregationRule
          clusterRoleSelectors [LabelSelector]
        """#
}

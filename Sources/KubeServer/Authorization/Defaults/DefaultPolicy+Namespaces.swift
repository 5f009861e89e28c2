// SPDX-License-Identifier: Apache-2.0

// What `admin`, `edit` and `view` consist of: the owner of a namespace, those who work in it, and those who look.

extension DefaultPolicy {
    /// Who may do this may let others into a namespace.
    static let admin = DefaultRole(
        "system:aggregate-to-admin",
        part: "admin",
        [
            .rule("create", on: "localsubjectaccessreviews", in: "authorization.k8s.io"),
            .rule(PolicyRule.readWrite, on: "rolebindings roles", in: ResourceID.rbacGroup),
        ]
    )

    /// Who may do this may act as every service account of a namespace, and so read its secrets.
    static let edit = DefaultRole(
        "system:aggregate-to-edit",
        part: "edit",
        [
            .rule(PolicyRule.read, on: "pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy"),
            .rule("impersonate", on: "serviceaccounts"),
            .rule(PolicyRule.write, on: "pods pods/attach pods/exec pods/portforward pods/proxy"),
            .rule("create", on: "pods/eviction"),
            .rule(
                PolicyRule.write,
                on: "configmaps persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets "
                    + "serviceaccounts services services/proxy"
            ),
            .rule("create", on: "serviceaccounts/token"),
            .rule(PolicyRule.write, on: "events", in: "", "events.k8s.io"),
            .rule(
                PolicyRule.write,
                on: "daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale "
                    + "statefulsets statefulsets/scale",
                in: "apps"
            ),
            .rule(PolicyRule.write, on: "horizontalpodautoscalers", in: "autoscaling"),
            .rule(PolicyRule.write, on: "cronjobs jobs", in: "batch"),
            .rule(
                PolicyRule.write,
                on: "daemonsets deployments deployments/rollback deployments/scale ingresses networkpolicies "
                    + "replicasets replicasets/scale replicationcontrollers/scale",
                in: "extensions"
            ),
            .rule(PolicyRule.write, on: "poddisruptionbudgets", in: "policy"),
            .rule(PolicyRule.write, on: "ingresses networkpolicies", in: "networking.k8s.io"),
            .rule(PolicyRule.readWrite, on: "leases", in: "coordination.k8s.io"),
            .rule(PolicyRule.write, on: "resourceclaims resourceclaimtemplates", in: "resource.k8s.io"),
        ]
    )

    /// Who may do this reads what gives no further power: no secrets, and no roles.
    static let view = DefaultRole(
        "system:aggregate-to-view",
        part: "view",
        [
            .rule(
                PolicyRule.read,
                on: "configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods "
                    + "replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status"
            ),
            .rule(
                PolicyRule.read,
                on: "bindings limitranges namespaces/status pods/log pods/status replicationcontrollers/status "
                    + "resourcequotas resourcequotas/status"
            ),
            .rule(PolicyRule.read, on: "namespaces"),
            .rule(PolicyRule.read, on: "events", in: "", "events.k8s.io"),
            .rule(PolicyRule.read, on: "endpointslices", in: "discovery.k8s.io"),
            .rule(
                PolicyRule.read,
                on: "controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status "
                    + "replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale "
                    + "statefulsets/status",
                in: "apps"
            ),
            .rule(
                PolicyRule.read,
                on: "horizontalpodautoscalers horizontalpodautoscalers/status",
                in: "autoscaling"
            ),
            .rule(PolicyRule.read, on: "cronjobs cronjobs/status jobs jobs/status", in: "batch"),
            .rule(
                PolicyRule.read,
                on: "daemonsets daemonsets/status deployments deployments/scale deployments/status ingresses "
                    + "ingresses/status networkpolicies replicasets replicasets/scale replicasets/status "
                    + "replicationcontrollers/scale",
                in: "extensions"
            ),
            .rule(PolicyRule.read, on: "poddisruptionbudgets poddisruptionbudgets/status", in: "policy"),
            .rule(PolicyRule.read, on: "ingresses ingresses/status networkpolicies", in: "networking.k8s.io"),
            .rule(
                PolicyRule.read,
                on: "resourceclaims resourceclaims/status resourceclaimtemplates",
                in: "resource.k8s.io"
            ),
        ]
    )
}

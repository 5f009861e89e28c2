// SPDX-License-Identifier: Apache-2.0

extension BuiltInResources {
    static var workloads: [ServedResource] {
        let scalable: Set<ServedResource.Part> = [.status, .scale]
        return [
            .builtIn(
                "Deployment",
                "deployments",
                in: "apps/v1",
                short: ["deploy"],
                categories: ["all"],
                parts: scalable,
                as: DeploymentStrategy()
            ),
            .builtIn(
                "ReplicaSet",
                "replicasets",
                in: "apps/v1",
                short: ["rs"],
                categories: ["all"],
                parts: scalable,
                fields: ["status.replicas"],
                as: ReplicaSetStrategy()
            ),
            .builtIn(
                "StatefulSet",
                "statefulsets",
                in: "apps/v1",
                short: ["sts"],
                categories: ["all"],
                parts: scalable,
                as: StatefulSetStrategy()
            ),
            .builtIn(
                "DaemonSet",
                "daemonsets",
                in: "apps/v1",
                short: ["ds"],
                categories: ["all"],
                parts: [.status],
                as: DaemonSetStrategy()
            ),
            .builtIn("ControllerRevision", "controllerrevisions", in: "apps/v1", as: ControllerRevisionStrategy()),
            .builtIn("Job", "jobs", in: "batch/v1", categories: ["all"], parts: [.status], as: JobStrategy()).selecting(
                "status.successful",
                at: "status",
                "succeeded"
            ),
            .builtIn(
                "CronJob",
                "cronjobs",
                in: "batch/v1",
                short: ["cj"],
                categories: ["all"],
                parts: [.status],
                as: CronJobStrategy()
            ),
            .builtIn(
                "HorizontalPodAutoscaler",
                "horizontalpodautoscalers",
                in: "autoscaling/v2",
                short: ["hpa"],
                categories: ["all"],
                parts: [.status],
                as: AutoscalerStrategy()
            ),
        ]
    }

    static var networking: [ServedResource] {
        let group = "networking.k8s.io/v1"
        return [
            .builtIn("NetworkPolicy", "networkpolicies", in: group, short: ["netpol"], as: NetworkPolicyStrategy()),
            .builtIn("Ingress", "ingresses", in: group, short: ["ing"], parts: [.status], as: IngressStrategy()),
            .builtIn(
                "IngressClass",
                "ingressclasses",
                in: group,
                .cluster,
                as: ObjectStrategy(printer: .ingressClasses, countsGenerations: true)
            ),
            .builtIn("EndpointSlice", "endpointslices", in: "discovery.k8s.io/v1", as: EndpointSliceStrategy()),
        ]
    }

    static var access: [ServedResource] {
        let group = "rbac.authorization.k8s.io/v1"
        return [
            .builtIn("Role", "roles", in: group, as: RoleStrategy(isNamespaced: true)),
            .builtIn("ClusterRole", "clusterroles", in: group, .cluster, as: RoleStrategy(isNamespaced: false)),
            .builtIn("RoleBinding", "rolebindings", in: group, as: RoleBindingStrategy(isNamespaced: true)),
            .builtIn(
                "ClusterRoleBinding",
                "clusterrolebindings",
                in: group,
                .cluster,
                as: RoleBindingStrategy(isNamespaced: false)
            ),
        ]
    }

    static var registrations: [ServedResource] {
        let admission = "admissionregistration.k8s.io/v1"
        let webhooks = ObjectStrategy(
            printer: .webhookConfigurations,
            countsGenerations: true,
            allowsUnconditionalUpdate: false
        )
        return [
            .builtIn(
                "CustomResourceDefinition",
                "customresourcedefinitions",
                in: "apiextensions.k8s.io/v1",
                .cluster,
                short: ["crd", "crds"],
                categories: ["api-extensions"],
                parts: [.status],
                as: CustomResourceDefinitionStrategy()
            ).storing(as: "v1beta1"),
            .builtIn(
                "APIService",
                "apiservices",
                in: "apiregistration.k8s.io/v1",
                .cluster,
                categories: ["api-extensions"],
                parts: [.status],
                as: ObjectStrategy(printer: .apiServices, names: .pathSegment, allowsUnconditionalUpdate: false)
            ),
            .builtIn(
                "ValidatingWebhookConfiguration",
                "validatingwebhookconfigurations",
                in: admission,
                .cluster,
                categories: ["api-extensions"],
                as: webhooks
            ),
            .builtIn(
                "MutatingWebhookConfiguration",
                "mutatingwebhookconfigurations",
                in: admission,
                .cluster,
                categories: ["api-extensions"],
                as: webhooks
            ),
        ]
    }

    static var others: [ServedResource] {
        [
            eventView,
            .builtIn("Lease", "leases", in: "coordination.k8s.io/v1", as: LeaseStrategy()),
            .builtIn(
                "PodDisruptionBudget",
                "poddisruptionbudgets",
                in: "policy/v1",
                short: ["pdb"],
                parts: [.status],
                as: DisruptionBudgetStrategy()
            ),
            .builtIn(
                "PriorityClass",
                "priorityclasses",
                in: "scheduling.k8s.io/v1",
                .cluster,
                short: ["pc"],
                as: PriorityClassStrategy()
            ),
            .builtIn(
                "StorageClass",
                "storageclasses",
                in: "storage.k8s.io/v1",
                .cluster,
                short: ["sc"],
                as: StorageClassStrategy()
            ),
        ]
    }
}

extension ServedResource {
    /// The same resource as Kubernetes stores it: in an old version, though it is not served any more.
    fileprivate func storing(as version: String) -> ServedResource {
        var resource = self
        resource.storageVersion = version
        return resource
    }

    /// The same resource with a selectable field that is called otherwise than its path.
    fileprivate func selecting(_ field: String, at path: String...) -> ServedResource {
        var resource = self
        resource.selectableFields[field] = path
        return resource
    }
}

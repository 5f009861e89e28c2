// SPDX-License-Identifier: Apache-2.0

extension BuiltInResources {
    /// The resources of the core group.
    static func core(_ addresses: any ServiceAddresses) -> [ServedResource] {
        configuration + nodes + [
            .builtIn(
                "Pod",
                "pods",
                in: "v1",
                short: ["po"],
                categories: ["all"],
                parts: [.status],
                fields: [
                    "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName",
                    "spec.hostNetwork", "status.phase", "status.podIP", "status.nominatedNodeName",
                ],
                as: PodStrategy()
            ),
            .builtIn(
                "Service",
                "services",
                in: "v1",
                short: ["svc"],
                categories: ["all"],
                parts: [.status],
                fields: ["spec.clusterIP", "spec.type"],
                as: ServiceStrategy(addresses: addresses)
            ),
            endpoints,
        ]
    }

    private static var configuration: [ServedResource] {
        [
            .builtIn(
                "Namespace",
                "namespaces",
                in: "v1",
                .cluster,
                short: ["ns"],
                parts: [.status],
                fields: ["status.phase"],
                as: NamespaceStrategy()
            ),
            .builtIn("Secret", "secrets", in: "v1", fields: ["type"], as: SecretStrategy()),
            .builtIn("ConfigMap", "configmaps", in: "v1", short: ["cm"], as: ConfigMapStrategy()),
            .builtIn(
                "ServiceAccount",
                "serviceaccounts",
                in: "v1",
                short: ["sa"],
                as: ObjectStrategy(printer: .serviceAccounts, deletion: .answeringWithObject)
            ),
            event,
            .builtIn("LimitRange", "limitranges", in: "v1", short: ["limits"], as: LimitRangeStrategy()),
            .builtIn(
                "ResourceQuota",
                "resourcequotas",
                in: "v1",
                short: ["quota"],
                parts: [.status],
                as: ResourceQuotaStrategy()
            ),
        ]
    }

    private static var nodes: [ServedResource] {
        [
            .builtIn(
                "Node",
                "nodes",
                in: "v1",
                .cluster,
                short: ["no"],
                parts: [.status],
                fields: ["spec.unschedulable"],
                as: NodeStrategy()
            ),
            .builtIn(
                "PersistentVolume",
                "persistentvolumes",
                in: "v1",
                .cluster,
                short: ["pv"],
                parts: [.status],
                as: PersistentVolumeStrategy()
            ),
            .builtIn(
                "PersistentVolumeClaim",
                "persistentvolumeclaims",
                in: "v1",
                short: ["pvc"],
                parts: [.status],
                as: PersistentVolumeClaimStrategy()
            ),
        ]
    }
}

extension BuiltInResources {
    private static var endpoints: ServedResource {
        let strategy = ObjectStrategy(printer: .endpoints, allowsCreateOnUpdate: true)
        var resource = ServedResource.builtIn("Endpoints", "endpoints", in: "v1", short: ["ep"], as: strategy)
        resource.warnings = ["v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"]
        return resource
    }

    /// Events of the core group, and the other way to see them.
    private static var event: ServedResource {
        var resource = ServedResource.builtIn(
            "Event",
            "events",
            in: "v1",
            short: ["ev"],
            fields: [
                "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
                "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason",
                "reportingComponent", "type",
            ],
            as: EventStrategy()
        )
        resource.selectableFields["source"] = ["source", "component"]
        return resource
    }

    /// Events as `events.k8s.io` shows them; field selectors read the form that is stored.
    static var eventView: ServedResource {
        var resource = ServedResource.builtIn(
            "Event",
            "events",
            in: "events.k8s.io/v1",
            short: ["ev"],
            as: EventViewStrategy()
        )
        resource.selectableFields = event.selectableFields
        var fieldNames = ["reportingController": "reportingComponent"]
        for (field, path) in event.selectableFields where field.hasPrefix("involvedObject.") {
            fieldNames["regarding.\(path[1])"] = field
        }
        for (name, stored) in fieldNames { resource.selectableFields[name] = event.selectableFields[stored] }
        resource.view = ServedView(stored: event.id, fieldNames: fieldNames)
        resource.form = EventForms()
        return resource
    }
}

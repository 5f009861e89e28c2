// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import JSONKit
internal import KubeCore

/// Keeps an `APIService` for each version of a group that is served, as the aggregator of Kubernetes does.
package struct APIServiceDuty: Duty {
    private static let services = ResourceID(group: "apiregistration.k8s.io", plural: "apiservices")
    private static let definitions = ResourceID(group: "apiextensions.k8s.io", plural: "customresourcedefinitions")
    /// Says that the server keeps the object, and since when.
    private static let label = "kube-aggregator.kubernetes.io/automanaged"

    package let resources: [ResourceID] = [services, definitions]

    private let registry: Registry
    private let clock: WallClock

    package init(_ registry: Registry, clock: WallClock = .system) {
        self.registry = registry
        self.clock = clock
    }

    package func writes(after change: Change, of resource: ResourceID, in storage: Storage) -> [ObjectWrite] {
        writesAtStart(in: storage)
    }

    package func writesAtStart(in storage: Storage) -> [ObjectWrite] {
        let wanted = wantedServices()
        let missing = wanted.filter { storage.object(Self.services, StorageKey(name: $0.key)) == nil }
        let creations = missing.sorted { $0.key < $1.key }.map { name, object in
            ObjectWrite.create(Self.services, StorageKey(name: name), object)
        }
        let leftOver = storage.objects(Self.services).filter { service in
            service.labels[Self.label] != nil && wanted[service.key.name] == nil
        }
        return creations + leftOver.map { .delete(Self.services, $0.key, uid: $0.uid) }
    }

    private func wantedServices() -> [String: JSONObject] {
        var services: [String: JSONObject] = [:]
        for resource in registry.snapshot.resources {
            let name = "\(resource.version).\(resource.id.group)"
            if services[name] == nil { services[name] = service(name, resource) }
        }
        return services
    }

    private func service(_ name: String, _ resource: ServedResource) -> JSONObject {
        let priority = APIGroupPriority(group: resource.id.group, version: resource.version)
        var spec: JSONObject = [
            "groupPriorityMinimum": .number(JSONNumber(priority.group)),
            "version": .string(resource.version),
            "versionPriority": .number(JSONNumber(priority.version)),
        ]
        if !resource.id.group.isEmpty { spec["group"] = .string(resource.id.group) }
        return [
            "apiVersion": "apiregistration.k8s.io/v1",
            "kind": "APIService",
            "metadata": [
                "name": .string(name),
                "labels": [Self.label: resource.isBuiltIn ? "onstart" : "true"],
            ],
            "spec": .object(spec),
            "status": [
                "conditions": [
                    [
                        "type": "Available",
                        "status": "True",
                        "lastTransitionTime": .string(clock.now.formatted(.none)),
                        "reason": "Local",
                        "message": "Local APIServices are always available",
                    ]
                ]
            ],
        ]
    }
}

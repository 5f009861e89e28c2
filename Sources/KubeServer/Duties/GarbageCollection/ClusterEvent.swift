// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

/// An event that a controller of the server records about an object.
struct ClusterEvent {
    private let place: ObjectPlace
    private let resource: ServedResource
    private let reason: String
    private let message: String
    private let component: String

    init(about place: ObjectPlace, _ resource: ServedResource, reason: String, message: String, component: String) {
        self.place = place
        self.resource = resource
        self.reason = reason
        self.message = message
        self.component = component
    }

    /// The write that records it; `number` tells it from other events about the same object.
    func write(at now: Timestamp, number: UInt64) -> ObjectWrite {
        // Events about objects of the cluster are in the namespace `default`, as client-go has it.
        let namespace = place.key.namespace.isEmpty ? "default" : place.key.namespace
        let name = "\(place.key.name).\(String(number, radix: 16))"
        let time = JSONValue.string(now.formatted(.none))
        var involved: JSONObject = [
            "kind": .string(resource.names.kind),
            "name": .string(place.key.name),
            "uid": .string(place.uid),
            "apiVersion": .string(resource.apiVersion),
        ]
        if !place.key.namespace.isEmpty { involved["namespace"] = .string(place.key.namespace) }
        return .create(
            .events,
            StorageKey(namespace: namespace, name: name),
            [
                "apiVersion": "v1",
                "kind": "Event",
                "metadata": ["name": .string(name), "namespace": .string(namespace)],
                "involvedObject": .object(involved),
                "reason": .string(reason),
                "message": .string(message),
                "source": ["component": .string(component)],
                "firstTimestamp": time,
                "lastTimestamp": time,
                "count": 1,
                "type": "Warning",
                "reportingComponent": .string(component),
                "reportingInstance": "",
            ]
        )
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore

/// A custom object with as much in it as a cluster's label has: what controllers are measured with.
struct FleetShip: Resource {
    static let resourceType = ResourceType(
        GroupVersion(group: "bench.portolan.dev", version: "v1"),
        kind: "FleetShip",
        plural: "fleetships"
    )
    static let namespace = "default"

    var metadata = ObjectMeta()
    var label = ""
    var cluster = ""
    var weight = 0
    var phase = ""

    mutating func readField(_ key: borrowing JSONKey, from reader: inout JSONReader) throws(JSONError) {
        switch key {
        case "spec": try readSpec(from: &reader)
        case "status": try readStatus(from: &reader)
        default: try reader.skipValue(of: key)
        }
    }

    private mutating func readSpec(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "label": try reader.read(into: &label)
            case "cluster": try reader.read(into: &cluster)
            case "weight": try reader.read(into: &weight)
            default: try reader.skipValue(of: key)
            }
        }
    }

    private mutating func readStatus(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "phase": try reader.read(into: &phase)
            default: try reader.skipValue(of: key)
            }
        }
    }

    /// Where the object of a number is.
    static func key(_ number: Int) -> ObjectKey { ObjectKey(namespace: namespace, name: "ship-\(1_000_000 + number)") }

    /// The object of a number.
    static func object(_ number: Int) -> DynamicObject {
        var object = DynamicObject(resourceType, key(number))
        object["spec"] = [
            "label": .string("team-\(number % 100)"),
            "cluster": .string("cluster-\(number % 7)"),
            "weight": .number(JSONNumber(number % 10)),
            "note": .string(String(repeating: "x", count: 500)),
        ]
        return object
    }

    /// What teaches a server the kind.
    static let definition: JSONValue = [
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": ["name": "fleetships.bench.portolan.dev"],
        "spec": [
            "group": "bench.portolan.dev",
            "scope": "Namespaced",
            "names": ["plural": "fleetships", "kind": "FleetShip"],
            "versions": [
                [
                    "name": "v1", "served": true, "storage": true, "subresources": ["status": [:]],
                    "schema": [
                        "openAPIV3Schema": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]
                    ],
                ]
            ],
        ],
    ]
}

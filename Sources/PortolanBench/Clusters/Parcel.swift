// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore

/// A custom object of a kilobyte; what is measured reads its metadata.
struct Parcel: Resource {
    static let resourceType = ResourceType(
        GroupVersion(group: "bench.portolan.dev", version: "v1"),
        kind: "Parcel",
        plural: "parcels"
    )
    static let namespace = "bench"

    var metadata = ObjectMeta()

    mutating func readField(_ key: borrowing JSONKey, from reader: inout JSONReader) throws(JSONError) {
        try reader.skipValue(of: key)
    }

    /// Where the object of a number is.
    static func key(_ number: Int) -> ObjectKey {
        let digits = String(number)
        return ObjectKey(
            namespace: namespace,
            name: "parcel-\(String(repeating: "0", count: max(0, 6 - digits.count)))\(digits)"
        )
    }

    /// The object of a number.
    static func object(_ number: Int) -> DynamicObject {
        var object = DynamicObject(resourceType, key(number))
        object["spec"] = [
            "owner": .string("team-\(number % 100)"),
            "weight": .number(JSONNumber(number)),
            "isFragile": .bool(number.isMultiple(of: 2)),
            "stops": ["lisbon", "genoa", "valletta"],
            "note": .string(note),
        ]
        return object
    }

    /// What is missing to a kilobyte.
    private static let note = String(repeating: "x", count: 790)

    /// What teaches a server the kind.
    static let definition: JSONValue = [
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": ["name": "parcels.bench.portolan.dev"],
        "spec": [
            "group": "bench.portolan.dev",
            "scope": "Namespaced",
            "names": ["plural": "parcels", "kind": "Parcel"],
            "versions": [["name": "v1", "served": true, "storage": true, "schema": ["openAPIV3Schema": schema]]],
        ],
    ]

    private static let schema: JSONValue = [
        "type": "object",
        "properties": [
            "spec": [
                "type": "object",
                "required": ["owner", "weight"],
                "properties": [
                    "owner": ["type": "string", "maxLength": 63],
                    "weight": ["type": "integer", "minimum": 0],
                    "isFragile": ["type": "boolean"],
                    "stops": ["type": "array", "items": ["type": "string"]],
                    "note": ["type": "string"],
                ],
            ]
        ],
    ]
}

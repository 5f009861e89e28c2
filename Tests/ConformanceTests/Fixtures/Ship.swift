// SPDX-License-Identifier: Apache-2.0

import JSONKit

/// Definitions of custom resources in which something may be wrong.
enum Ship {
    /// A definition in which one thing is different, or missing.
    static func definition(_ path: String, _ value: JSONValue?) -> Call {
        var definition = object(schema: ["type": "object"])
        let place = JSONPointer(path.split(separator: ".").map(String.init))
        if let value {
            try? definition.add(value, at: place)
        } else {
            _ = try? definition.remove(at: place)
        }
        return .post(Boat.definitions, definition)
    }

    static func definition(schema: JSONValue) -> Call { .post(Boat.definitions, object(schema: schema)) }

    static func definition(property: JSONValue) -> Call {
        definition(schema: ["type": "object", "properties": ["a": property]])
    }

    private static func object(schema: JSONValue) -> JSONValue {
        [
            "metadata": ["name": "ships.{ns}.example.com"],
            "spec": [
                "group": "{ns}.example.com",
                "scope": "Namespaced",
                "names": ["plural": "ships", "kind": "Ship"],
                "versions": [["name": "v1", "served": true, "storage": true, "schema": ["openAPIV3Schema": schema]]],
            ],
        ]
    }
}

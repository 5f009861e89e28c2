// SPDX-License-Identifier: Apache-2.0

import JSONKit

/// Objects of built-in kinds with no more in them than they need.
enum Samples {
    static func deployment(_ name: String, _ fields: JSONObject = [:]) -> JSONValue {
        var spec: JSONObject = ["selector": ["matchLabels": ["app": "a"]], "template": template()]
        for (key, value) in fields { spec[key] = value }
        return [
            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": .string(name)], "spec": .object(spec),
        ]
    }

    static func template(_ spec: JSONObject = [:]) -> JSONValue {
        var spec = spec
        if spec["containers"] == nil { spec["containers"] = [["name": "x", "image": "image:1"]] }
        return ["metadata": ["labels": ["app": "a"]], "spec": .object(spec)]
    }

    static func pod(_ name: String, _ fields: JSONObject = [:]) -> JSONValue {
        var spec: JSONObject = ["containers": [["name": "x", "image": "image:1"]]]
        for (key, value) in fields { spec[key] = value }
        return ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": .string(name)], "spec": .object(spec)]
    }
}

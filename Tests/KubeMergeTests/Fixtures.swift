// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeMerge
import KubeSchema

/// Small schemas in the shapes of Kubernetes, and the moments at which tests write.
enum Fixtures {
    /// A workload like a Deployment, flattened.
    static let workload = schema(
        """
        {"type": "object", "properties": {
          "spec": {"type": "object", "properties": {
            "replicas": {"type": "integer"},
            "paused": {"type": "boolean"},
            "port": {"x-kubernetes-int-or-string": true},
            "selector": {"type": "object", "x-kubernetes-map-type": "atomic",
              "additionalProperties": {"type": "string"}},
            "nodeSelector": {"type": "object", "additionalProperties": {"type": "string"}},
            "args": {"type": "array", "items": {"type": "string"}},
            "groups": {"type": "array", "items": {"type": "integer"}, "x-kubernetes-list-type": "set"},
            "containers": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
              "items": {"type": "object", "properties": {
                "name": {"type": "string"},
                "image": {"type": "string"},
                "env": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
                  "items": {"type": "object", "properties": {
                    "name": {"type": "string"}, "value": {"type": "string"}}}},
                "ports": {"type": "array", "x-kubernetes-list-type": "map",
                  "x-kubernetes-list-map-keys": ["containerPort", "protocol"],
                  "items": {"type": "object", "properties": {
                    "containerPort": {"type": "integer"},
                    "protocol": {"type": "string", "default": "TCP"},
                    "hostPort": {"type": "integer"}}}}}}},
            "template": {"type": "object", "x-kubernetes-embedded-resource": true, "properties": {
              "spec": {"type": "object", "properties": {"image": {"type": "string"}}}}},
            "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": true, "properties": {
              "known": {"type": "object", "properties": {"a": {"type": "string"}}}}}}},
          "status": {"type": "object", "properties": {
            "ready": {"type": "integer"},
            "conditions": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["type"],
              "items": {"type": "object", "properties": {
                "type": {"type": "string"}, "status": {"type": "string"}}}}}}}}
        """
    )

    /// A Pod as the published schemas describe it, with what strategic merge patch needs to know.
    static let pod = schema(
        """
        {"type": "object", "properties": {
          "spec": {"type": "object", "properties": {
            "restartPolicy": {"type": "string"},
            "containers": {"type": "array", "x-kubernetes-patch-merge-key": "name",
              "x-kubernetes-patch-strategy": "merge",
              "items": {"type": "object", "properties": {
                "name": {"type": "string"}, "image": {"type": "string"},
                "command": {"type": "array", "items": {"type": "string"}},
                "ports": {"type": "array", "x-kubernetes-patch-merge-key": "containerPort",
                  "x-kubernetes-patch-strategy": "merge",
                  "items": {"type": "object", "properties": {
                    "containerPort": {"type": "integer"}, "name": {"type": "string"}}}},
                "env": {"type": "array", "x-kubernetes-patch-merge-key": "name",
                  "x-kubernetes-patch-strategy": "merge",
                  "items": {"type": "object", "properties": {
                    "name": {"type": "string"}, "value": {"type": "string"}}}},
                "resources": {"type": "object", "properties": {
                  "limits": {"type": "object", "additionalProperties": {"type": "string"}}}}}}},
            "tolerations": {"type": "array", "items": {"type": "object", "properties": {
              "key": {"type": "string"}, "effect": {"type": "string"}}}},
            "volumes": {"type": "array", "x-kubernetes-patch-merge-key": "name",
              "x-kubernetes-patch-strategy": "merge,retainKeys",
              "items": {"type": "object", "properties": {
                "name": {"type": "string"},
                "emptyDir": {"type": "object", "properties": {"medium": {"type": "string"}}},
                "hostPath": {"type": "object", "properties": {"path": {"type": "string"}}}}}},
            "affinity": {"type": "object", "x-kubernetes-patch-strategy": "replace", "properties": {
              "a": {"type": "string"}, "b": {"type": "string"}}},
            "unkeyed": {"type": "array", "x-kubernetes-patch-strategy": "merge",
              "items": {"type": "object", "properties": {"a": {"type": "string"}}}},
            "nodeSelector": {"type": "object", "additionalProperties": {"type": "string"}}}}}}
        """
    )

    /// The moment of a write: so many seconds after the first.
    static func time(_ seconds: Int64) -> Timestamp { Timestamp(secondsSinceEpoch: 1_767_225_600 + seconds) }

    static func schema(_ text: String) -> Schema {
        do {
            return try Schema(JSONValue(parsing: text))
        } catch {
            preconditionFailure("a schema of the tests is wrong: \(error)")
        }
    }
}

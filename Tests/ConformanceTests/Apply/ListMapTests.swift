// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

extension Conformance {
    @Suite("Intents about lists and parts", .timeLimit(.minutes(2)))
    struct ListMapTests {
        static let path = "/apis/apps/v1/namespaces/{ns}/deployments"

        private static func apply(_ manager: String, _ containers: JSONValue, replicas: Int? = nil) -> Call {
            var spec: JSONObject = [
                "selector": ["matchLabels": ["app": "a"]],
                "template": ["metadata": ["labels": ["app": "a"]], "spec": ["containers": containers]],
            ]
            spec["replicas"] = replicas.map { .number(JSONNumber($0)) }
            let intent: JSONValue = [
                "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "d"], "spec": .object(spec),
            ]
            return .apply("\(path)/d?fieldManager=\(manager)", intent)
        }

        private static func containers(_ answer: Answer) -> [String] {
            answer["spec.template.spec.containers"]?.array?.map { container in
                let environment = container["env"]?.array?.compactMap { $0["name"]?.string } ?? []
                return [container["name"]?.string ?? "", container["image"]?.string ?? ""]
                    .joined(separator: "=") + environment.map { "+\($0)" }.joined()
            } ?? []
        }

        @Test("entries of a list are merged by their keys, and go with their managers")
        func containers() async throws {
            try await Sandbox.run { sandbox in
                let first = try await sandbox.make(
                    Self.apply("one", [["name": "x", "image": "i:1", "env": [["name": "A", "value": "1"]]]])
                )
                #expect(Self.containers(first) == ["x=i:1+A"])
                let second = try await sandbox.make(
                    Self.apply(
                        "two",
                        [["name": "y", "image": "i:2"], ["name": "x", "env": [["name": "B", "value": "2"]]]]
                    )
                )
                #expect(Self.containers(second) == ["y=i:2", "x=i:1+A+B"])
                let without = try await sandbox.make(Self.apply("one", [["name": "x", "image": "i:1"]]))
                #expect(Self.containers(without) == ["y=i:2", "x=i:1+B"])
                let alone = try await sandbox.make(
                    Self.apply("two", [["name": "x", "env": [["name": "B", "value": "2"]]]])
                )
                #expect(Self.containers(alone) == ["x=i:1+B"])
                try await sandbox.send(Self.apply("two", [["name": "x", "image": "i:9"]]))
                    .expect(
                        409,
                        "Conflict",
                        #"""
                        Apply failed with 1 conflict: conflict with "one": \#
                        .spec.template.spec.containers[name="x"].image
                        """#
                    )
            }
        }

        @Test("keys and paths of what is owned")
        func paths() async throws {
            try await Sandbox.run { sandbox in
                let made = try await sandbox.make(
                    Self.apply("one", [["name": "x", "image": "i:1", "ports": [["containerPort": 80]]]], replicas: 2)
                )
                let container: JSONValue = [
                    ".": [:], "f:name": [:], "f:image": [:],
                    "f:ports": [#"k:{"containerPort":80,"protocol":"TCP"}"#: [".": [:], "f:containerPort": [:]]],
                ]
                let template: JSONValue = [
                    "f:metadata": ["f:labels": ["f:app": [:]]],
                    "f:spec": ["f:containers": [#"k:{"name":"x"}"#: container]],
                ]
                #expect(
                    made.owners == [
                        "one Apply apps/v1": [
                            "f:spec": ["f:replicas": [:], "f:selector": [:], "f:template": template]
                        ]
                    ]
                )
            }
        }

        @Test("a status is applied in its own place, and conditions are merged by their types")
        func status() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(.post(Self.path, Samples.deployment("d")))
                func apply(_ manager: String, _ condition: String) -> Call {
                    .apply(
                        "\(Self.path)/d/status?fieldManager=\(manager)",
                        [
                            "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "d"],
                            "spec": ["replicas": 9],
                            "status": ["conditions": [["type": .string(condition), "status": "True"]]],
                        ]
                    )
                }
                try await sandbox.make(apply("one", "Available"))
                let both = try await sandbox.make(apply("two", "Progressing"))
                let types = both["status.conditions"]?.array?.compactMap { $0["type"]?.string }
                #expect(types == ["Available", "Progressing"])
                #expect(both["spec.replicas"] == 1)
                #expect(
                    both.owners["one Apply apps/v1 status"] == [
                        "f:status": [
                            "f:conditions": [#"k:{"type":"Available"}"#: [".": [:], "f:status": [:], "f:type": [:]]]
                        ]
                    ]
                )
            }
        }

        @Test("who scales owns the number, and a conflict says so")
        func scale() async throws {
            try await Sandbox.run { sandbox in
                let containers: JSONValue = [["name": "x", "image": "i:1"]]
                try await sandbox.make(Self.apply("one", containers, replicas: 2))
                let scaled = try await sandbox.make(
                    .put(
                        "\(Self.path)/d/scale?fieldManager=scaler",
                        ["metadata": ["name": "d"], "spec": ["replicas": 5]]
                    )
                )
                #expect(scaled.body["kind"] == "Scale")
                #expect(scaled.body["apiVersion"] == "autoscaling/v1")
                #expect(scaled["spec.replicas"] == 5)
                #expect(scaled["status.selector"] == "app=a")
                try await sandbox.send(Self.apply("one", containers, replicas: 2))
                    .expect(
                        409,
                        "Conflict",
                        #"""
                        Apply failed with 1 conflict: conflict with "scaler" with subresource "scale" using apps/v1: \#
                        .spec.replicas
                        """#
                    )
                let left = try await sandbox.make(Self.apply("one", containers))
                #expect(left["spec.replicas"] == 5)
            }
        }
    }
}

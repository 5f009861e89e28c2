// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

extension Conformance {
    @Suite("Strategic patches", .timeLimit(.minutes(2)))
    struct StrategicPatchTests {
        static let path = "/apis/apps/v1/namespaces/{ns}/deployments"

        /// A patch of a deployment with the containers x and y, where y has the variable A.
        struct Row: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let patch: JSONValue
            let field: String
            let result: JSONValue

            init(_ description: String, _ patch: JSONValue, _ field: String, _ result: JSONValue) {
                testDescription = description
                self.patch = patch
                self.field = field
                self.result = result
            }
        }

        private static func pod(_ spec: JSONValue) -> JSONValue { ["spec": ["template": ["spec": spec]]] }

        static let rows = [
            Row(
                "a container is merged by its name, and a new one goes before those that the patch does not name",
                pod(["containers": [["name": "x", "image": "i:9"], ["name": "z", "image": "i:3"]]]),
                "containers",
                ["x=i:9", "z=i:3", "y=i:2+A"]
            ),
            Row(
                "a container is deleted by its name",
                pod(["containers": [["name": "x", "$patch": "delete"]]]),
                "containers",
                ["y=i:2+A"]
            ),
            Row(
                "all containers are replaced",
                pod(["containers": [["$patch": "replace"], ["name": "q", "image": "i:4"]]]),
                "containers",
                ["q=i:4"]
            ),
            Row(
                "containers are put in order",
                pod(["$setElementOrder/containers": [["name": "y"], ["name": "x"]]]),
                "containers",
                ["y=i:2+A", "x=i:1"]
            ),
            Row(
                "variables are merged by their names, below containers",
                pod(["containers": [["name": "y", "env": [["name": "B", "value": "2"]]]]]),
                "containers",
                ["x=i:1", "y=i:2+B+A"]
            ),
            Row(
                "a strategy keeps only what is named",
                ["spec": ["strategy": ["$retainKeys": ["type"], "type": "Recreate"]]],
                "spec.strategy",
                ["type": "Recreate"]
            ),
            Row(
                "finalizers are a set",
                ["metadata": ["finalizers": ["example.com/b"]]],
                "metadata.finalizers",
                ["example.com/b", "example.com/a"]
            ),
            Row(
                "a finalizer is deleted from the set",
                ["metadata": ["$deleteFromPrimitiveList/finalizers": ["example.com/a"]]],
                "metadata.finalizers",
                nil
            ),
            Row(
                "tolerations are one value",
                pod(["tolerations": [["key": "a", "operator": "Exists"]]]),
                "spec.template.spec.tolerations",
                [["key": "a", "operator": "Exists"]]
            ),
        ]

        @Test("lists of built-in kinds are merged by their keys", arguments: rows)
        func merges(_ row: Row) async throws {
            try await Sandbox.run { sandbox in
                var deployment = Samples.deployment("d")
                deployment["metadata"] = ["name": "d", "finalizers": ["example.com/a"]]
                deployment["spec"]?["template"]?["spec"]?["containers"] = [
                    ["name": "x", "image": "i:1"],
                    ["name": "y", "image": "i:2", "env": [["name": "A", "value": "1"]]],
                ]
                try await sandbox.make(.post(Self.path, deployment))
                let answer = try await sandbox.send(.strategic("\(Self.path)/d", row.patch)).succeeds()
                try await sandbox.send(.merge("\(Self.path)/d", ["metadata": ["finalizers": nil]]))
                let found = row.field == "containers" ? Self.containers(answer) : answer[row.field] ?? nil
                #expect(found == row.result)
            }
        }

        private static func containers(_ answer: Answer) -> JSONValue {
            .array(
                (answer["spec.template.spec.containers"]?.array ?? []).map { container in
                    let variables = (container["env"]?.array ?? []).map { "+\($0["name"]?.string ?? "")" }.joined()
                    return .string("\(container["name"]?.string ?? "")=\(container["image"]?.string ?? "")\(variables)")
                }
            )
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

extension Conformance {
    @Suite("Patches", .timeLimit(.minutes(2)))
    struct PatchTests {
        /// A patch of a config map with the data `x: 1, y: 2` and the label `l: 1`.
        struct Row: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let patch: Call
            let data: JSONValue
            var labels: JSONValue = ["l": "1"]

            init(_ description: String, _ patch: Call, _ data: JSONValue, labels: JSONValue = ["l": "1"]) {
                testDescription = description
                self.patch = patch
                self.data = data
                self.labels = labels
            }
        }

        static let rows = [
            Row(
                "a test, an addition and a removal",
                .operations(
                    "configmaps/a",
                    [
                        ["op": "test", "path": "/data/x", "value": "1"],
                        ["op": "add", "path": "/data/z", "value": "3"],
                        ["op": "remove", "path": "/data/y"],
                    ]
                ),
                ["x": "1", "z": "3"]
            ),
            Row(
                "a copy and a move",
                .operations(
                    "configmaps/a",
                    [
                        ["op": "copy", "from": "/data/x", "path": "/data/c"],
                        ["op": "move", "from": "/data/y", "path": "/data/m"],
                    ]
                ),
                ["x": "1", "c": "1", "m": "2"]
            ),
            // Kubernetes' library takes the replacement of a missing member for an addition.
            Row(
                "the replacement of what is not there",
                .operations("configmaps/a", [["op": "replace", "path": "/data/z", "value": "3"]]),
                ["x": "1", "y": "2", "z": "3"]
            ),
            Row(
                "a slash in a key",
                .operations("configmaps/a", [["op": "add", "path": "/metadata/labels/a~1b", "value": "c"]]),
                ["x": "1", "y": "2"],
                labels: ["l": "1", "a/b": "c"]
            ),
            Row(
                "a member and a null",
                .merge("configmaps/a", ["data": ["x": "5", "y": nil]]),
                ["x": "5"]
            ),
            Row(
                "no labels any more",
                .merge("configmaps/a", ["metadata": ["labels": nil]]),
                ["x": "1", "y": "2"],
                labels: nil
            ),
            Row(
                "strategically, a member and a null",
                .strategic("configmaps/a", ["data": ["x": "5", "y": nil]]),
                ["x": "5"]
            ),
            Row(
                "strategically, a map replaced",
                .strategic("configmaps/a", ["data": ["$patch": "replace", "q": "1"]]),
                ["q": "1"]
            ),
        ]

        @Test("a patch changes what it says", arguments: rows)
        func changes(_ row: Row) async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.makeConfigMap("a", ["x": "1", "y": "2"], metadata: ["labels": ["l": "1"]])
                let answer = try await sandbox.send(row.patch).succeeds()
                #expect(answer["data"] == row.data)
                #expect((answer["metadata.labels"] ?? nil) == row.labels)
            }
        }

        @Test("a patch with operations may have 10,000 of them")
        func largest() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.makeConfigMap("a", ["x": "1"])
                let test: JSONValue = ["op": "test", "path": "/data/x", "value": "1"]
                try await sandbox.send(.operations("configmaps/a", .array(Array(repeating: test, count: 10_000))))
                    .succeeds()
                try await sandbox.send(.operations("configmaps/a", .array(Array(repeating: test, count: 10_001))))
                    .expect(
                        413,
                        "RequestEntityTooLarge",
                        "Request entity too large: The allowed maximum operations in a JSON patch is 10000, got 10001"
                    )
            }
        }

        @Test("fields that nobody knows are dropped with a warning")
        func unknownFields() async throws {
            try await Sandbox.run { sandbox in
                let made = try await sandbox.makeConfigMap("a")
                let patched = try await sandbox.send(.merge("configmaps/a", ["foo": ["x": 5]])).succeeds()
                #expect(patched.version == made.version)
                #expect(patched.warnings == [#"unknown field "foo""#])
            }
        }
    }
}

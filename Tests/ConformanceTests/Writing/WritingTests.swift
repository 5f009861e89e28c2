// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeCore
import Testing

extension Conformance {
    @Suite("Dry runs and fields that nobody knows", .timeLimit(.minutes(2)))
    struct WritingTests {
        @Test("a dry run answers as if, and writes nothing")
        func dryRuns() async throws {
            try await Sandbox.run { sandbox in
                let tried = try await sandbox.send(
                    .post("configmaps?dryRun=All", ["metadata": ["generateName": "a-"]])
                )
                .succeeds(201)
                #expect(tried.name?.hasPrefix("a-") == true)
                #expect(tried["metadata.uid"] != nil)
                #expect(tried.version == nil)
                try await sandbox.send(.get("configmaps/\(tried.name ?? "")")).expect(
                    404,
                    "NotFound",
                    #"configmaps "\#(tried.name ?? "")" not found"#
                )

                let made = try await sandbox.makeConfigMap("a", ["x": "1"])
                let calls: [Call] = [
                    .put("configmaps/a?dryRun=All", ["metadata": ["name": "a"], "data": ["x": "2"]]),
                    .merge("configmaps/a?dryRun=All", ["data": ["x": "2"]]),
                ]
                for call in calls {
                    let changed = try await sandbox.send(call).succeeds()
                    #expect(changed["data.x"] == "2")
                    #expect(changed.version == made.version)
                }
                let deleted = try await sandbox.send(.delete("configmaps/a?dryRun=All")).succeeds()
                #expect(deleted.body["status"] == "Success")
                let byBody = try await sandbox.send(.delete("configmaps/a", ["dryRun": ["All"]])).succeeds()
                #expect(byBody.body["status"] == "Success")
                #expect(try await sandbox.send(.get("configmaps/a")).body == made.body)
            }
        }

        struct Row: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let call: Call
            let warnings: [String]
        }

        static let odd: JSONValue = [
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "b", "foo": "1"], "data": ["x": "1"],
            "bar": ["a": 1],
        ]

        static let rows = [
            Row(
                testDescription: "nothing is said",
                call: .post("configmaps", odd),
                warnings: [#"unknown field "metadata.foo""#, #"unknown field "bar""#]
            ),
            Row(
                testDescription: "warnings are wanted",
                call: .post("configmaps?fieldValidation=Warn", odd),
                warnings: [#"unknown field "metadata.foo""#, #"unknown field "bar""#]
            ),
            Row(
                testDescription: "nobody wants to know",
                call: .post("configmaps?fieldValidation=Ignore", odd),
                warnings: []
            ),
            Row(
                testDescription: "fields are there twice",
                call: .text(
                    .post,
                    "configmaps",
                    #"{"metadata":{"name":"b"},"data":{"x":"1","x":"2"},"data":{"y":"1"}}"#
                ),
                warnings: [#"duplicate field "data.x""#, #"duplicate field "data""#]
            ),
            Row(
                testDescription: "the object is YAML",
                call: .text(.post, "configmaps", "metadata: {name: b}\nfoo: 1\n", "application/yaml"),
                warnings: [#"unknown field "foo""#]
            ),
        ]

        @Test(
            "fields that nobody knows are dropped, with a warning for each",
            arguments: rows
        )
        func warnings(_ row: Row) async throws {
            try await Sandbox.run { sandbox in
                let answer = try await sandbox.send(row.call).succeeds(201)
                #expect(answer.warnings == row.warnings)
                #expect(answer.body["bar"] == nil)
                #expect(answer["metadata.foo"] == nil)
            }
        }

        @Test("an object may come as YAML and be read as YAML")
        func yaml() async throws {
            try await Sandbox.run { sandbox in
                let text = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  number: \"1\"\n"
                try await sandbox.send(.text(.post, "configmaps", text, "application/yaml")).succeeds(201)
                let answer = try await sandbox.send(.get("configmaps/a", accept: "application/yaml")).succeeds()
                let beginning = "apiVersion: v1\ndata:\n  number: \"1\"\nkind: ConfigMap\n"
                #expect(answer.body.string?.hasPrefix(beginning) == true, "\(answer.body)")
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeClient
import KubeCore
import TestSupport
import Testing

extension Conformance {
    @Suite("Whose fields are whose", .timeLimit(.minutes(2)))
    struct OwnershipTests {
        static func intent(_ data: JSONValue) -> JSONValue {
            ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"], "data": data]
        }

        static func apply(_ manager: String, _ data: JSONValue, _ options: String = "") -> Call {
            .apply("configmaps/a?fieldManager=\(manager)\(options)", intent(data))
        }

        @Test("an intent makes an object that is not there, and its fields are the manager's")
        func creation() async throws {
            try await Sandbox.run { sandbox in
                let made = try await sandbox.send(Self.apply("one", ["x": "1", "y": "1"])).succeeds(201)
                #expect(made.owners == ["one Apply v1": ["f:data": ["f:x": [:], "f:y": [:]]]])
                let entry = made["metadata.managedFields.0"]
                #expect(entry?["fieldsType"] == "FieldsV1")
                #expect(entry?["time"] == made["metadata.creationTimestamp"])
                let same = try await sandbox.send(Self.apply("one", ["x": "1", "y": "1"])).succeeds()
                #expect(same.version == made.version)
            }
        }

        @Test("what two managers want is owned by both, and stays until neither wants it")
        func sharing() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(Self.apply("one", ["x": "1", "y": "1"]))
                let shared = try await sandbox.make(Self.apply("two", ["x": "1", "z": "1"]))
                #expect(
                    shared.owners == [
                        "one Apply v1": ["f:data": ["f:x": [:], "f:y": [:]]],
                        "two Apply v1": ["f:data": ["f:x": [:], "f:z": [:]]],
                    ]
                )
                let first = try await sandbox.make(Self.apply("one", [:]))
                #expect(first["data"] == ["x": "1", "z": "1"])
                let second = try await sandbox.make(Self.apply("two", ["z": "1"]))
                #expect(second["data"] == ["z": "1"])
                #expect(
                    second.owners == ["one Apply v1": ["f:data": [:]], "two Apply v1": ["f:data": ["f:z": [:]]]]
                )
            }
        }

        @Test("force takes a field from its owner")
        func force() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(Self.apply("one", ["x": "1", "y": "1"]))
                let taken = try await sandbox.make(Self.apply("two", ["x": "2"], "&force=true"))
                #expect(taken["data"] == ["x": "2", "y": "1"])
                #expect(
                    taken.owners == [
                        "one Apply v1": ["f:data": ["f:y": [:]]], "two Apply v1": ["f:data": ["f:x": [:]]],
                    ]
                )
                let agreed = try await sandbox.make(Self.apply("one", ["x": "2"]))
                #expect(agreed["data"] == ["x": "2"])
            }
        }

        @Test("a client's conflict names the field and its owner")
        func conflicts() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(Self.apply("one", ["x": "1"]))
                let error = await #expect(throws: APIError.self) {
                    try await sandbox.client.apply(
                        CoreV1.ConfigMap.resourceType,
                        sandbox.key("a"),
                        Self.intent(["x": "2"]),
                        ApplyOptions(fieldManager: "two")
                    )
                }
                #expect(error?.isFieldManagerConflict == true)
                #expect(error?.causes.map(\.field) == [".data.x"])
                #expect(error?.causes.map(\.message) == [#"conflict with "one""#])
            }
        }

        @Test("who writes without applying owns what it changed, and loses what others write")
        func updates() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(
                    .post("configmaps?fieldManager=maker", ["metadata": ["name": "a"], "data": ["x": "1"]])
                )
                let changed = try await sandbox.make(
                    .merge("configmaps/a?fieldManager=changer", ["data": ["x": "2", "y": "1"]])
                )
                #expect(
                    changed.owners == [
                        "maker Update v1": ["f:data": [:]],
                        "changer Update v1": ["f:data": ["f:x": [:], "f:y": [:]]],
                    ]
                )
                let replaced = try await sandbox.make(
                    .put("configmaps/a?fieldManager=maker", ["metadata": ["name": "a"], "data": ["z": "1"]])
                )
                #expect(replaced.owners == ["maker Update v1": ["f:data": [".": [:], "f:z": [:]]]])
            }
        }

        @Test("the manager of a write is its program, if nothing else is said")
        func defaultManager() async throws {
            try await Sandbox.run { sandbox in
                let made = try await sandbox.makeConfigMap("a", ["x": "1"])
                #expect(made.owners.keys.sorted() == ["conformance Update v1"])
            }
        }

        @Test("a manager takes over a field by applying what is there, and then changes it")
        func migration() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(
                    .post("configmaps?fieldManager=writer", ["metadata": ["name": "a"], "data": ["x": "1"]])
                )
                let both = try await sandbox.make(Self.apply("applier", ["x": "1"]))
                #expect(both.owners.keys.sorted() == ["applier Apply v1", "writer Update v1"])
                try await sandbox.send(Self.apply("applier", ["x": "2"]))
                    .expect(
                        409,
                        "Conflict",
                        #"Apply failed with 1 conflict: conflict with "writer" using v1: .data.x"#
                    )
                let taken = try await sandbox.make(Self.apply("applier", ["x": "2"], "&force=true"))
                #expect(
                    taken.owners == [
                        "applier Apply v1": ["f:data": ["f:x": [:]]], "writer Update v1": ["f:data": [:]],
                    ]
                )
            }
        }

        @Test("owners can be forgotten, and then the next intent takes what nobody has")
        func forgetting() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(Self.apply("one", ["x": "1"]))
                let forgotten = try await sandbox.make(
                    .merge("configmaps/a", ["metadata": ["managedFields": [[:]]]])
                )
                #expect(forgotten["metadata.managedFields"] == nil)
                let applied = try await sandbox.make(Self.apply("two", ["x": "2"], "&force=true"))
                #expect(applied["data.x"] == "2")
            }
        }

        @Test("an intent in a dry run changes nothing")
        func dryRun() async throws {
            try await Sandbox.run { sandbox in
                let made = try await sandbox.make(Self.apply("one", ["x": "1"]))
                let tried = try await sandbox.send(Self.apply("one", ["x": "2"], "&dryRun=All")).succeeds()
                #expect(tried["data.x"] == "2")
                #expect(tried.version == made.version)
                let kept = try await sandbox.send(.get("configmaps/a"))
                #expect(kept.body == made.body)
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeClient
import KubeCore
import TestSupport
import Testing

extension Conformance {
    @Suite("Custom objects", .timeLimit(.minutes(2)))
    struct CustomObjectTests {
        private static func run(_ body: (Sandbox) async throws -> Void) async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(Boat.definition)
                try await body(sandbox)
                try await sandbox.send(.delete(Boat.definitionPath))
            }
        }

        @Test("what is not said is filled in, and what nobody knows is dropped with a warning")
        func creation() async throws {
            try await Self.run { sandbox in
                var boat = Boat.object(
                    "a",
                    [
                        "name": "ab", "unknown": 1, "ports": [["number": 1]], "extra": ["any": ["thing": 1]],
                        "motto": nil, "kind": nil,
                        "template": ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p", "odd": 1], "x": 1],
                    ]
                )
                boat["junk"] = 1
                boat["status"] = ["ready": 3]
                let made = try await sandbox.send(.post(Boat.path, boat)).succeeds(201)
                #expect(
                    made["spec"] == [
                        "name": "ab", "size": 5, "kind": "sail", "ports": [["number": 1, "protocol": "tcp"]],
                        "extra": ["any": ["thing": 1]], "motto": nil,
                        "template": ["apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p"], "x": 1],
                    ]
                )
                #expect(made["status"] == nil)
                #expect(made.body["junk"] == nil)
                #expect(made.generation == 1)
                #expect(
                    made.warnings.sorted() == [
                        #"unknown field "junk""#, #"unknown field "spec.template.metadata.odd""#,
                        #"unknown field "spec.unknown""#,
                    ]
                )
                #expect(
                    made.owners == [
                        "conformance Update {ns}.example.com/v1".replacing("{ns}", with: sandbox.namespace): [
                            "f:spec": [
                                ".": [:], "f:name": [:], "f:size": [:], "f:kind": [:], "f:motto": [:],
                                "f:extra": [".": [:], "f:any": [".": [:], "f:thing": [:]]],
                                "f:ports": [
                                    ".": [:],
                                    #"k:{"number":1,"protocol":"tcp"}"#: [
                                        ".": [:], "f:number": [:], "f:protocol": [:],
                                    ],
                                ],
                                "f:template": [
                                    ".": [:], "f:apiVersion": [:], "f:kind": [:], "f:x": [:],
                                    "f:metadata": [".": [:], "f:name": [:]],
                                ],
                            ]
                        ]
                    ]
                )
            }
        }

        @Test("an object is the same in all versions, and says which one it is read in")
        func versions() async throws {
            try await Self.run { sandbox in
                let made = try await sandbox.make(Boat.make("a", ["name": "ab"]))
                let alpha = try await sandbox.send(.get("\(Boat.alphaPath)/a")).succeeds()
                #expect(alpha.body["apiVersion"]?.string == "\(sandbox.namespace).example.com/v1alpha1")
                #expect(alpha["spec"] == made["spec"])
                #expect(alpha.version == made.version)
                let list = try await sandbox.send(.get(Boat.alphaPath))
                #expect(list.body["kind"] == "BoatList")
                #expect(list.items.first?["kind"] == "Boat")
                #expect(list.items.first?["apiVersion"] == alpha.body["apiVersion"])
                #expect(list["metadata.continue"] == "")
            }
        }

        @Test("the generation counts changes of everything but the metadata and the status")
        func generation() async throws {
            try await Self.run { sandbox in
                try await sandbox.make(Boat.make("a", ["name": "ab"]))
                let steps: [(Call, Int)] = [
                    (.merge("\(Boat.path)/a", ["spec": ["size": 7]]), 2),
                    (.merge("\(Boat.path)/a", ["metadata": ["annotations": ["x": "y"]]]), 2),
                    (.merge("\(Boat.path)/a", ["status": ["ready": 4]]), 2),
                    (.merge("\(Boat.path)/a/status", ["status": ["ready": 4]]), 2),
                    (.merge("\(Boat.path)/a/status", ["spec": ["size": 50], "metadata": ["labels": ["q": "r"]]]), 2),
                    (.merge("\(Boat.path)/a/scale", ["spec": ["replicas": 9]]), 3),
                ]
                for (call, generation) in steps { #expect(try await sandbox.send(call).code == 200, "\(generation)") }
                let boat = try await sandbox.send(.get("\(Boat.path)/a"))
                #expect(boat.generation == 3)
                #expect(boat["spec.size"] == 9)
                #expect(boat["status"] == ["ready": 4])
                #expect(boat["metadata.labels"] == nil)
            }
        }

        @Test("a client scales it, and sees how far it is")
        func scale() async throws {
            try await Self.run { sandbox in
                try await sandbox.make(Boat.make("a", ["name": "ab"]))
                try await sandbox.make(
                    .merge("\(Boat.path)/a/status", ["status": ["ready": 4, "selector": "app=a"]])
                )
                let type = ResourceType(
                    GroupVersion(group: "\(sandbox.namespace).example.com", version: "v1"),
                    kind: "Boat",
                    plural: "boats"
                )
                let before = try await sandbox.client.scale(type, sandbox.key("a"))
                #expect((before.desiredReplicas, before.replicas) == (5, 4))
                let after = try await sandbox.client.setScale(type, sandbox.key("a"), replicas: 9)
                #expect(after.desiredReplicas == 9)
                let raw = try await sandbox.send(.get("\(Boat.path)/a/scale"))
                #expect(raw["status"] == ["replicas": 4, "selector": "app=a"])
                #expect(raw.body["kind"] == "Scale")
                #expect(raw.body["apiVersion"] == "autoscaling/v1")
            }
        }

        @Test("fields can be selected that the definition names, in lists and in watches")
        func selectableFields() async throws {
            try await Self.run { sandbox in
                try await sandbox.make(Boat.make("a", ["name": "ab"]))
                try await sandbox.make(Boat.make("b", ["name": "ab", "kind": "motor"]))
                let motor = try await sandbox.send(.get("\(Boat.path)?fieldSelector=spec.kind%3Dmotor"))
                #expect(motor.itemNames == ["b"])
                let sail = try await sandbox.send(.get("\(Boat.path)?fieldSelector=spec.kind!%3Dmotor"))
                #expect(sail.itemNames == ["a"])
                let events = try await sandbox.events(
                    "\(Boat.path)?watch=1&timeoutSeconds=1&fieldSelector=spec.kind%3Dmotor"
                )
                #expect(events.map(\.name) == ["b"])
            }
        }

        @Test("the columns of the definition are those of the table")
        func columns() async throws {
            try await Self.run { sandbox in
                try await sandbox.make(Boat.make("a", ["name": "ab"]))
                let table = try await sandbox.send(.get(Boat.path, accept: TableTests.table)).succeeds()
                let columns = table["columnDefinitions"]?.array ?? []
                #expect(columns.compactMap { $0["name"]?.string } == ["Name", "Size", "Kind", "Age"])
                #expect(columns.compactMap { $0["type"]?.string } == ["string", "integer", "string", "date"])
                #expect(columns.compactMap { $0["priority"]?.int } == [0, 0, 1, 0])
                #expect(columns.dropFirst().first?["description"] == "How long it is")
                #expect(
                    columns.dropFirst(2).first?["description"]
                        == "Custom resource definition column (in JSONPath format): .spec.kind"
                )
                let cells = table["rows.0.cells"]?.array ?? []
                #expect(cells.prefix(3) == ["a", 5, "sail"])
                #expect(cells.last?.string?.hasSuffix("s") == true)
            }
        }

        @Test("entries of a map list are merged by keys that have defaults")
        func apply() async throws {
            try await Self.run { sandbox in
                try await sandbox.make(Boat.make("a", ["name": "ab", "ports": [["number": 1]]]))
                let intent = Boat.object("a", ["ports": [["number": 2, "note": "x"]]])
                let applied = try await sandbox.send(.apply("\(Boat.path)/a?fieldManager=m", intent)).succeeds()
                #expect(
                    applied["spec.ports"] == [
                        ["number": 1, "protocol": "tcp"], ["number": 2, "protocol": "tcp", "note": "x"],
                    ]
                )
                #expect(
                    applied.owners["m Apply \(sandbox.namespace).example.com/v1"] == [
                        "f:spec": [
                            "f:ports": [
                                #"k:{"number":2,"protocol":"tcp"}"#: [".": [:], "f:note": [:], "f:number": [:]]
                            ]
                        ]
                    ]
                )
            }
        }

        @Test("several mistakes are told at once")
        func mistakes() async throws {
            try await Self.run { sandbox in
                let answer = try await sandbox.send(Boat.make("a", ["name": "A", "size": 0, "kind": "row"]))
                let causes = answer.refusal?.details.causes.map { "\($0.field): \($0.message)" } ?? []
                #expect(
                    Set(causes) == [
                        #"spec.kind: Unsupported value: "row": supported values: "sail", "motor""#,
                        #"spec.name: Invalid value: "A": spec.name in body should be at least 2 chars long"#,
                        "spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1",
                        Wording.unchecked,
                    ]
                )
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import TestSupport
import Testing

extension Conformance {
    @Suite("Definitions", .timeLimit(.minutes(2)))
    struct DefinitionTests {
        private static func condition(_ type: String, of definition: Answer) -> JSONValue? {
            definition["status.conditions"]?.array?.first { $0["type"]?.string == type }
        }

        @Test("a definition is completed, accepted, established and served")
        func establishing() async throws {
            try await Sandbox.run { sandbox in
                let made = try await sandbox.make(Boat.definition)
                #expect(made["spec.names.singular"] == "boat")
                #expect(made["spec.names.listKind"] == "BoatList")
                #expect(made["spec.conversion"] == ["strategy": "None"])
                #expect(made.generation == 1)
                let served = try await sandbox.send(.get(Boat.definitionPath))
                #expect(served["status.storedVersions"] == ["v1"])
                #expect(served["status.acceptedNames"] == served["spec.names"])
                let accepted = Self.condition("NamesAccepted", of: served)
                #expect(accepted?["status"] == "True")
                #expect(accepted?["reason"] == "NoConflicts")
                #expect(accepted?["message"] == "no conflicts found")
                let established = Self.condition("Established", of: served)
                #expect(established?["status"] == "True")
                #expect(established?["reason"] == "InitialNamesAccepted")
                #expect(established?["message"] == "the initial names have been accepted")
            }
        }

        @Test("a name that another resource of the group has is not accepted")
        func conflicts() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(Boat.definition)
                try await sandbox.send(Ship.definition("spec.names", ["plural": "ships", "kind": "Boat"])).succeeds(201)
                let path = "\(Boat.definitions)/ships.{ns}.example.com"
                try await eventually("the names are looked at") {
                    try await Self.condition("NamesAccepted", of: sandbox.send(.get(path))) != nil
                }
                let refused = try await sandbox.send(.get(path))
                #expect(Self.condition("NamesAccepted", of: refused)?["status"] == "False")
                #expect(Self.condition("NamesAccepted", of: refused)?["reason"] == "ListKindConflict")
                #expect(
                    Self.condition("NamesAccepted", of: refused)?["message"] == #""BoatList" is already in use"#
                )
                #expect(Self.condition("Established", of: refused)?["status"] == "False")
                #expect(Self.condition("Established", of: refused)?["reason"] == "NotAccepted")
                #expect(Self.condition("Established", of: refused)?["message"] == "not all names are accepted")
                #expect(try await sandbox.send(.get("/apis/{ns}.example.com/v1/ships")).code == 404)
                try await sandbox.send(.delete(path))
                try await sandbox.send(.delete(Boat.definitionPath))
            }
        }

        @Test("a version that objects may be stored in stays")
        func storedVersions() async throws {
            try await Sandbox.run { sandbox in
                let made = try await sandbox.make(Boat.definition)
                var alpha = made["spec.versions.1"] ?? nil
                alpha["storage"] = true
                try await sandbox.send(.merge(Boat.definitionPath, ["spec": ["versions": [alpha]]]))
                    .expect(
                        422,
                        "Invalid",
                        """
                        CustomResourceDefinition.apiextensions.k8s.io "boats.\(sandbox.namespace).example.com" is \
                        invalid: status.storedVersions[0]: Invalid value: "v1": missing from spec.versions; v1 was \
                        previously a storage version, and must remain in spec.versions until a storage migration \
                        ensures no data remains persisted in v1 and removes v1 from status.storedVersions
                        """
                    )
                try await sandbox.send(.delete(Boat.definitionPath))
            }
        }

        @Test("a version that is not served any more is gone, and comes back")
        func serving() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(Boat.definition)
                let place = "/spec/versions/1/served"
                try await sandbox.make(
                    .operations(Boat.definitionPath, [["op": "replace", "path": .string(place), "value": false]])
                )
                try await eventually("v1alpha1 is gone") { try await sandbox.send(.get(Boat.alphaPath)).code == 404 }
                try await eventually("v1 is there") { try await sandbox.send(.get(Boat.path)).code == 200 }
                try await sandbox.make(
                    .operations(Boat.definitionPath, [["op": "replace", "path": .string(place), "value": true]])
                )
                try await eventually("v1alpha1 is back") { try await sandbox.send(.get(Boat.alphaPath)).code == 200 }
                try await sandbox.send(.delete(Boat.definitionPath))
            }
        }

        @Test("a schema that changes is in force soon")
        func newSchemas() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(Boat.definition)
                let place = "schema/openAPIV3Schema/properties/spec/properties/size/maximum"
                let operations = (0...1).map { version -> JSONValue in
                    ["op": "replace", "path": "/spec/versions/\(version)/\(place)", "value": 7]
                }
                try await sandbox.make(.operations(Boat.definitionPath, .array(operations)))
                let boat = Boat.object("a", ["name": "ab", "size": 8])
                try await eventually("8 is too much") {
                    try await sandbox.send(.post("\(Boat.path)?dryRun=All", boat)).code == 422
                }
                try await sandbox.send(.delete(Boat.definitionPath))
            }
        }

        @Test("a definition goes with its objects, and until then nothing is made of it")
        func deletion() async throws {
            try await Sandbox.run { sandbox in
                for call in Boat.given { try await sandbox.make(call) }
                try await sandbox.make(
                    .merge("\(Boat.path)/a", ["metadata": ["finalizers": ["example.com/a"]]])
                )
                let going = try await sandbox.send(.delete(Boat.definitionPath)).succeeds()
                #expect(going["metadata.finalizers"] == ["customresourcecleanup.apiextensions.k8s.io"])
                try await eventually("the objects are asked to go") {
                    let definition = try await sandbox.send(.get(Boat.definitionPath))
                    let terminating = Self.condition("Terminating", of: definition)
                    return terminating?["status"] == "True" && terminating?["reason"] == "InstanceDeletionInProgress"
                        && terminating?["message"] == "CustomResource deletion is in progress"
                }
                try await eventually("nothing is made any more") {
                    let late = try await sandbox.send(Boat.make("late", ["name": "ab"]))
                    return late.refusal?.code == 403
                        && late.refusal?.message == """
                            boats.\(sandbox.namespace).example.com "late" is forbidden: create not allowed while custom \
                            resource definition is terminating
                            """
                }
                try await eventually("the boat is asked to go") {
                    try await sandbox.send(.get("\(Boat.path)/a"))["metadata.deletionTimestamp"] != nil
                }
                try await sandbox.make(.merge("\(Boat.path)/a", ["metadata": ["finalizers": nil]]))
                try await eventually("the definition goes", within: .seconds(60)) {
                    try await sandbox.send(.get(Boat.definitionPath)).code == 404
                }
                try await eventually("nothing is served") { try await sandbox.send(.get(Boat.path)).code == 404 }
            }
        }
    }
}

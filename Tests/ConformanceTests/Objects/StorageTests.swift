// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import Testing

extension Conformance {
    @Suite("83: what is stored", .timeLimit(.minutes(2)))
    struct StorageTests {
        @Test("an object is what was created, and what the server knows of it")
        func creation() async throws {
            try await Sandbox.run { sandbox in
                let made = try await sandbox.makeConfigMap("a", ["x": "1"])
                #expect(made.body["kind"] == "ConfigMap")
                #expect(made.body["apiVersion"] == "v1")
                #expect(made["metadata.namespace"]?.string == sandbox.namespace)
                #expect(made["metadata.uid"]?.string?.count == 36)
                #expect(made["metadata.creationTimestamp"]?.string?.hasSuffix("Z") == true)
                #expect(made["metadata.generation"] == nil)
                #expect(made["data"] == ["x": "1"])
                #expect(try await sandbox.send(.get("configmaps/a")).body == made.body)
            }
        }

        @Test("what only the server knows is not taken from a client")
        func serversOwn() async throws {
            try await Sandbox.run { sandbox in
                let made = try await sandbox.makeConfigMap(
                    "a",
                    metadata: [
                        "uid": "mine", "creationTimestamp": "2001-01-01T00:00:00Z", "selfLink": "/mine",
                        "deletionTimestamp": "2001-01-01T00:00:00Z", "deletionGracePeriodSeconds": 5,
                    ]
                )
                #expect(made["metadata.uid"] != "mine")
                #expect(made["metadata.creationTimestamp"] != "2001-01-01T00:00:00Z")
                #expect(made["metadata.selfLink"] == nil)
                #expect(made["metadata.deletionTimestamp"] == nil)
                #expect(made["metadata.deletionGracePeriodSeconds"] == nil)
            }
        }

        @Test("versions grow with every write, and are the same in the object, in lists and in the answer")
        func versions() async throws {
            try await Sandbox.run { sandbox in
                var last = try await sandbox.makeConfigMap("a", ["n": "0"])
                for number in 1...3 {
                    let next = try await sandbox.send(
                        .merge("configmaps/a", ["data": ["n": .string("\(number)")]])
                    )
                    let (older, newer) = (ResourceVersion(last.version ?? ""), ResourceVersion(next.version ?? ""))
                    #expect(older.isOlder(than: newer) == true, "\(older) \(newer)")
                    last = next
                }
                let list = try await sandbox.send(.get("configmaps?fieldSelector=metadata.name%3Da"))
                #expect(list.items.first?["metadata"]?["resourceVersion"]?.string == last.version)
                let listVersion = ResourceVersion(list.version ?? "")
                #expect(listVersion.isOlder(than: ResourceVersion(last.version ?? "")) == false)
            }
        }

        @Test("an item of a list of a built-in kind does not say what it is")
        func items() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(.post("secrets", ["metadata": ["name": "a"]]))
                let list = try await sandbox.send(.get("secrets"))
                #expect(list.body["kind"] == "SecretList")
                #expect(list.body["apiVersion"] == "v1")
                #expect(list.items.count == 1)
                #expect(list.items.first?["kind"] == nil)
                #expect(list.items.first?["apiVersion"] == nil)
            }
        }

        @Test("a write that changes nothing leaves the version as it is")
        func noChange() async throws {
            try await Sandbox.run { sandbox in
                let made = try await sandbox.makeConfigMap("a", ["x": "1"])
                let calls: [Call] = [
                    .put("configmaps/a", made.body),
                    .put("configmaps/a", ["metadata": ["name": "a"], "data": ["x": "1"]]),
                    .merge("configmaps/a", [:]),
                    .merge("configmaps/a", ["data": ["x": "1"], "metadata": ["creationTimestamp": nil]]),
                    .merge("configmaps/a", ["metadata": ["generation": 7]]),
                    .operations("configmaps/a", []),
                    .operations("configmaps/a", [["op": "remove", "path": "/metadata/uid"]]),
                    .strategic("configmaps/a", ["data": ["x": "1"]]),
                ]
                for call in calls {
                    let answer = try await sandbox.send(call).succeeds()
                    #expect(answer.version == made.version, "\(call.method) \(call.mediaType)")
                }
            }
        }

        @Test("an object that is made again under its name is another one")
        func identity() async throws {
            try await Sandbox.run { sandbox in
                let first = try await sandbox.makeConfigMap("a")
                try await sandbox.make(.delete("configmaps/a"))
                let second = try await sandbox.makeConfigMap("a")
                #expect(first["metadata.uid"] != second["metadata.uid"])
                try await sandbox.send(
                    .put("configmaps/a", ["metadata": ["name": "a", "uid": first["metadata.uid"] ?? nil]])
                )
                .expect(
                    409,
                    "Conflict",
                    """
                    Operation cannot be fulfilled on configmaps "a": StorageError: invalid object, Code: 4, Key: \
                    /registry/configmaps/\(sandbox.namespace)/a, ResourceVersion: 0, AdditionalErrorMsg: Precondition \
                    failed: UID in precondition: \(first["metadata.uid"]?.string ?? ""), UID in object meta: \
                    \(second["metadata.uid"]?.string ?? "")
                    """
                )
            }
        }

        @Test("a generated name has five characters behind its beginning, and 63 at most")
        func generatedNames() async throws {
            try await Sandbox.run { sandbox in
                let short = try await sandbox.make(.post("configmaps", ["metadata": ["generateName": "a-"]]))
                #expect(short.name?.wholeMatch(of: /a-[bcdfghjklmnpqrstvwxz2456789]{5}/) != nil, "\(short.body)")
                #expect(short["metadata.generateName"] == "a-")
                let beginning = String(repeating: "g", count: 200)
                let long = try await sandbox.make(
                    .post("configmaps", ["metadata": ["generateName": .string(beginning)]])
                )
                #expect(long.name?.count == 63)
                let both = try await sandbox.make(
                    .post("configmaps", ["metadata": ["name": "b", "generateName": "c-"]])
                )
                #expect(both.name == "b")
            }
        }

        @Test("the generation counts changes of what is wanted, and nothing else")
        func generation() async throws {
            try await Sandbox.run { sandbox in
                let path = "/apis/apps/v1/namespaces/{ns}/deployments"
                let made = try await sandbox.make(.post(path, Samples.deployment("d")))
                #expect(made.generation == 1)
                let steps: [(Call, Int)] = [
                    (.merge("\(path)/d", ["spec": ["replicas": 3]]), 2),
                    (.merge("\(path)/d", ["spec": ["replicas": 3]]), 2),
                    (.merge("\(path)/d", ["metadata": ["labels": ["a": "b"]]]), 2),
                    (.merge("\(path)/d", ["metadata": ["annotations": ["a": "b"]]]), 3),
                    (.merge("\(path)/d", ["status": ["replicas": 3]]), 3),
                    (.merge("\(path)/d/status", ["status": ["replicas": 3]]), 3),
                    (.merge("\(path)/d/status", ["spec": ["replicas": 9]]), 3),
                ]
                for (call, generation) in steps {
                    let answer = try await sandbox.send(call).succeeds()
                    #expect(answer.generation == generation, "\(call.path)")
                }
                #expect(try await sandbox.send(.get("\(path)/d"))["spec.replicas"] == 3)
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeClient
import KubeCore
import Testing

extension Conformance {
    @Suite("Deletions", .timeLimit(.minutes(2)))
    struct DeletionTests {
        @Test("what is deleted at once is named in a status")
        func atOnce() async throws {
            try await Sandbox.run { sandbox in
                let made = try await sandbox.makeConfigMap("a")
                let answer = try await sandbox.send(.delete("configmaps/a")).succeeds()
                let expected: JSONValue = [
                    "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success",
                    "details": ["name": "a", "kind": "configmaps", "uid": made["metadata.uid"] ?? nil],
                ]
                #expect(answer.body == expected)
                try await sandbox.send(.get("configmaps/a")).expect(404, "NotFound", #"configmaps "a" not found"#)
            }
        }

        @Test("what has finalizers is asked to go, and goes with the last of them")
        func finalizers() async throws {
            try await Sandbox.run { sandbox in
                let made = try await sandbox.makeConfigMap(
                    "a",
                    metadata: ["finalizers": ["example.com/a", "example.com/b"]]
                )
                let going = try await sandbox.send(.delete("configmaps/a")).succeeds()
                #expect(going["metadata.deletionTimestamp"] != nil)
                #expect(going["metadata.deletionGracePeriodSeconds"] == 0)
                #expect(going.version != made.version)
                let again = try await sandbox.send(.delete("configmaps/a")).succeeds()
                #expect(again.body == going.body)
                let changed = try await sandbox.send(.merge("configmaps/a", ["data": ["x": "1"]])).succeeds()
                #expect(changed["data.x"] == "1")
                let back = try await sandbox.send(.merge("configmaps/a", ["metadata": ["deletionTimestamp": nil]]))
                #expect(back["metadata.deletionTimestamp"] == going["metadata.deletionTimestamp"])
                let one = try await sandbox.send(
                    .merge("configmaps/a", ["metadata": ["finalizers": ["example.com/b"]]])
                )
                #expect(one["metadata.finalizers"] == ["example.com/b"])
                let last = try await sandbox.send(.merge("configmaps/a", ["metadata": ["finalizers": nil]])).succeeds()
                #expect(last["metadata.finalizers"] == nil)
                try await sandbox.send(.get("configmaps/a")).expect(404, "NotFound", #"configmaps "a" not found"#)
            }
        }

        @Test("a client deletes the very object that it read, or nothing")
        func preconditions() async throws {
            try await Sandbox.run { sandbox in
                let type = CoreV1.ConfigMap.resourceType
                let made = try await sandbox.makeConfigMap("a")
                let (uid, version) = (made["metadata.uid"]?.string ?? "", made.version ?? "")
                var options = DeleteOptions()
                options.uid = "other"
                let other = await #expect(throws: APIError.self) {
                    try await sandbox.client.delete(type, sandbox.key("a"), options)
                }
                #expect(other?.isConflict == true)
                #expect(
                    other?.status?.message == """
                        Operation cannot be fulfilled on ConfigMap "a": the UID in the precondition (other) does not \
                        match the UID in record (\(uid)). The object might have been deleted and then recreated
                        """
                )
                options = DeleteOptions()
                options.resourceVersion = ResourceVersion("1")
                let old = await #expect(throws: APIError.self) {
                    try await sandbox.client.delete(type, sandbox.key("a"), options)
                }
                #expect(
                    old?.status?.message == """
                        Operation cannot be fulfilled on ConfigMap "a": the ResourceVersion in the precondition (1) \
                        does not match the ResourceVersion in record (\(version)). The object might have been modified
                        """
                )
                let read = try await sandbox.client.get(type, sandbox.key("a"), as: PartialObject.self)
                let deletion = try await sandbox.client.delete(
                    type,
                    sandbox.key("a"),
                    DeleteOptions(exactly: read.metadata)
                )
                #expect(deletion == .done)
            }
        }

        @Test(
            "a policy that somebody else has to carry out is a finalizer",
            arguments: [("Foreground", "foregroundDeletion"), ("Orphan", "orphan")]
        )
        func policies(_ policy: String, _ finalizer: String) async throws {
            try await Sandbox.run { sandbox in
                // With a finalizer of its own it stays long enough to be looked at.
                try await sandbox.makeConfigMap("a", metadata: ["finalizers": ["example.com/a"]])
                let going = try await sandbox.send(
                    .delete("configmaps/a", ["propagationPolicy": .string(policy)])
                )
                .succeeds()
                let finalizers = going["metadata.finalizers"]?.array?.compactMap(\.string) ?? []
                #expect(finalizers.sorted() == ["example.com/a", finalizer].sorted())
                try await sandbox.send(.merge("configmaps/a", ["metadata": ["finalizers": nil]]))
            }
        }

        @Test("a collection is deleted by its selector, and what was deleted is listed")
        func collections() async throws {
            try await Sandbox.run { sandbox in
                for (name, label) in [("a", "1"), ("b", "2"), ("c", "1")] {
                    try await sandbox.make(
                        .post("secrets", ["metadata": ["name": .string(name), "labels": ["k": .string(label)]]])
                    )
                }
                let tried = try await sandbox.send(.delete("secrets?dryRun=All&labelSelector=k%3D1")).succeeds()
                #expect(tried.itemNames == ["a", "c"])
                let deleted = try await sandbox.send(.delete("secrets?labelSelector=k%3D1")).succeeds()
                #expect(deleted.body["kind"] == "SecretList")
                #expect(deleted.itemNames == ["a", "c"])
                let left = try await sandbox.send(.get("secrets"))
                #expect(left.itemNames == ["b"])
                let none = try await sandbox.send(.delete("secrets?labelSelector=k%3D9")).succeeds()
                #expect(none.items.isEmpty)
            }
        }

        @Test("a pod on a node has time to end, and one on none has not")
        func pods() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(.post("pods", Samples.pod("free")))
                let free = try await sandbox.send(.delete("pods/free")).succeeds()
                #expect(free.body["kind"] == "Pod")
                #expect(free["metadata.deletionGracePeriodSeconds"] == 0)
                try await sandbox.send(.get("pods/free")).expect(404, "NotFound", #"pods "free" not found"#)

                try await sandbox.make(.post("pods", Samples.pod("bound", ["nodeName": "node"])))
                let bound = try await sandbox.send(.delete("pods/bound")).succeeds()
                #expect(bound["metadata.deletionGracePeriodSeconds"] == 30)
                #expect(bound.generation == 2)
                let shorter = try await sandbox.send(.delete("pods/bound", ["gracePeriodSeconds": 5])).succeeds()
                #expect(shorter["metadata.deletionGracePeriodSeconds"] == 5)
                let longer = try await sandbox.send(.delete("pods/bound", ["gracePeriodSeconds": 50])).succeeds()
                #expect(longer["metadata.deletionGracePeriodSeconds"] == 5)
                try await sandbox.send(.delete("pods/bound", ["gracePeriodSeconds": 0])).succeeds()
                try await sandbox.send(.get("pods/bound")).expect(404, "NotFound", #"pods "bound" not found"#)
            }
        }

        @Test("a job keeps its pods unless somebody says otherwise, and says so")
        func jobs() async throws {
            try await Sandbox.run { sandbox in
                let path = "/apis/batch/v1/namespaces/{ns}/jobs"
                let job: JSONValue = [
                    "metadata": ["name": "j", "finalizers": ["example.com/a"]],
                    "spec": ["template": Samples.template(["restartPolicy": "Never"])],
                ]
                try await sandbox.make(.post(path, job))
                let going = try await sandbox.send(.delete("\(path)/j")).succeeds()
                let finalizers = going["metadata.finalizers"]?.array?.compactMap(\.string) ?? []
                #expect(finalizers.sorted() == ["example.com/a", "orphan"])
                #expect(
                    going.warnings == [
                        """
                        child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to \
                        remove them or set propagationPolicy=Orphan to suppress this warning
                        """
                    ]
                )
                try await sandbox.send(.merge("\(path)/j", ["metadata": ["finalizers": nil]]))
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeServer
import Testing

private func owner(_ name: String, _ uid: String, blocks: Bool = false) -> JSONValue {
    ControlledCluster.owner("ConfigMap", name, uid, blocks: blocks)
}

@Suite("The garbage collector", .timeLimit(.minutes(1)))
struct GarbageCollectorTests {
    @Test("what belongs to an object goes after it, whatever its kind, and what belongs to that, too")
    func background() async throws {
        let cluster = try await ControlledCluster()
        let top = try await cluster.make("ConfigMap", "top")
        let middle = try await cluster.make("Widget", "middle", owners: [owner("top", top)])
        let reference = ControlledCluster.owner("Widget", "middle", middle, apiVersion: "example.com/v1")
        try await cluster.make("Secret", "bottom", owners: [reference])
        try await cluster.make("Secret", "other")
        await cluster.runner.settle()
        #expect(try cluster.exists("Secret", "bottom"))
        #expect(try await cluster.send(.delete, "configmaps/top").kind == "Status Success")
        #expect(try cluster.exists("Widget", "middle"))
        await cluster.runner.settle()
        #expect(try !cluster.exists("Widget", "middle"))
        #expect(try !cluster.exists("Secret", "bottom"))
        #expect(try cluster.exists("Secret", "other"))
    }

    @Test("what another owner has stays, without the reference to the one that is gone")
    func partialAbsence() async throws {
        let cluster = try await ControlledCluster()
        let one = try await cluster.make("ConfigMap", "one")
        let two = try await cluster.make("ConfigMap", "two")
        try await cluster.make("Secret", "s", owners: [owner("one", one), owner("two", two)])
        await cluster.runner.settle()
        _ = try await cluster.send(.delete, "configmaps/one")
        await cluster.runner.settle()
        let owners = try #require(try cluster.object("Secret", "s")).metadata["ownerReferences"]?.array
        #expect(owners?.map { $0["name"]?.string } == ["two"])
        _ = try await cluster.send(.delete, "configmaps/two")
        await cluster.runner.settle()
        #expect(try !cluster.exists("Secret", "s"))
    }

    @Test("an owner that was never there, or is another one of the same name, is absent")
    func absence() async throws {
        let cluster = try await ControlledCluster()
        try await cluster.make("ConfigMap", "x")
        try await cluster.make("Secret", "never", owners: [owner("y", "no-such-uid")])
        try await cluster.make("Secret", "namesake", owners: [owner("x", "of-another")])
        await cluster.runner.settle()
        #expect(try !cluster.exists("Secret", "never"))
        #expect(try !cluster.exists("Secret", "namesake"))
    }

    @Test("an object whose owner is of an unknown kind is left alone until the kind is known")
    func unknownKinds() async throws {
        let cluster = try await ControlledCluster()
        let gadget = ControlledCluster.owner("Gadget", "g", "uid-of-g", apiVersion: "example.com/v1")
        try await cluster.make("Secret", "s", owners: [gadget])
        await cluster.runner.settle()
        #expect(try cluster.exists("Secret", "s"))
        let names = ServedResource.Names(plural: "gadgets", singular: "gadget", kind: "Gadget")
        let gadgets = ServedResource(
            names,
            group: "example.com",
            version: "v1",
            isNamespaced: true,
            strategy: PlainStrategy()
        )
        cluster.registry.serve(custom: [gadgets])
        let definition: JSONObject = [
            "spec": [
                "group": "example.com", "scope": "Namespaced",
                "names": ["plural": "gadgets", "kind": "Gadget"],
                "versions": [
                    [
                        "name": "v1", "served": true, "storage": true,
                        "schema": ["openAPIV3Schema": ["type": "object"]],
                    ]
                ],
            ]
        ]
        try await cluster.make("CustomResourceDefinition", "gadgets.example.com", more: definition)
        await cluster.runner.settle()
        #expect(try !cluster.exists("Secret", "s"))
    }

    @Test("what belonged to an object of a kind that is gone goes all the same")
    func formerKinds() async throws {
        let cluster = try await ControlledCluster()
        let names = ServedResource.Names(plural: "gadgets", singular: "gadget", kind: "Gadget")
        let strategy = PlainStrategy()
        cluster.registry.serve(custom: [
            ServedResource(names, group: "example.com", version: "v1", isNamespaced: true, strategy: strategy)
        ])
        let gadget = try await cluster.make("Gadget", "g")
        let reference = ControlledCluster.owner("Gadget", "g", gadget, apiVersion: "example.com/v1")
        try await cluster.make("Secret", "s", owners: [reference])
        await cluster.runner.settle()
        _ = try await cluster.send(.delete, "/apis/example.com/v1/namespaces/a/gadgets/g")
        cluster.registry.serve(custom: [])
        await cluster.runner.settle()
        #expect(try !cluster.exists("Secret", "s"))
    }

    @Test("in the foreground, an owner waits for the dependents that block it, and for no others")
    func foreground() async throws {
        let cluster = try await ControlledCluster()
        let top = try await cluster.make("ConfigMap", "top")
        let references = [owner("top", top, blocks: true)]
        try await cluster.make("Secret", "held", owners: references, finalizers: ["example.com/hold"])
        try await cluster.make("Secret", "quick", owners: references)
        try await cluster.make("Secret", "loose", owners: [owner("top", top)], finalizers: ["example.com/hold"])
        await cluster.runner.settle()
        let reply = try await cluster.send(.delete, "configmaps/top", ["propagationPolicy": "Foreground"])
        #expect(reply.kind == "ConfigMap")
        #expect(reply.metadata.strings("finalizers") == ["foregroundDeletion"])
        await cluster.runner.settle()
        #expect(try cluster.exists("ConfigMap", "top"))
        #expect(try !cluster.exists("Secret", "quick"))
        #expect(try cluster.object("Secret", "held")?.metadata["deletionTimestamp"] != nil)
        #expect(try cluster.object("Secret", "loose")?.metadata["deletionTimestamp"] != nil)
        _ = try await cluster.patch("secrets/held", ["metadata": ["finalizers": .null]])
        await cluster.runner.settle()
        #expect(try !cluster.exists("ConfigMap", "top"))
        #expect(try cluster.exists("Secret", "loose"))
    }

    @Test("a dependent that no longer blocks lets its owner go")
    func unblocking() async throws {
        let cluster = try await ControlledCluster()
        let top = try await cluster.make("ConfigMap", "top")
        let hold: [JSONValue] = ["example.com/hold"]
        try await cluster.make("Secret", "held", owners: [owner("top", top, blocks: true)], finalizers: hold)
        _ = try await cluster.send(.delete, "configmaps/top", ["propagationPolicy": "Foreground"])
        await cluster.runner.settle()
        #expect(try cluster.exists("ConfigMap", "top"))
        _ = try await cluster.patch("secrets/held", ["metadata": ["ownerReferences": [owner("top", top)]]])
        await cluster.runner.settle()
        #expect(try !cluster.exists("ConfigMap", "top"))
    }

    @Test("orphans stay, belong to nobody, and their owner goes when they do")
    func orphaning() async throws {
        let cluster = try await ControlledCluster()
        let top = try await cluster.make("ConfigMap", "top")
        for number in 0..<3 { try await cluster.make("Secret", "s\(number)", owners: [owner("top", top)]) }
        let reply = try await cluster.send(.delete, "configmaps/top", ["propagationPolicy": "Orphan"])
        #expect(reply.metadata.strings("finalizers") == ["orphan"])
        try await cluster.make("Secret", "late", owners: [owner("top", top)])
        await cluster.runner.settle()
        #expect(try !cluster.exists("ConfigMap", "top"))
        for name in ["s0", "s1", "s2", "late"] {
            let secret = try #require(try cluster.object("Secret", name))
            #expect(secret.metadata["ownerReferences"] == nil)
        }
    }

    @Test("owners that wait for each other do not wait for ever")
    func cycles() async throws {
        let cluster = try await ControlledCluster()
        let one = try await cluster.make("ConfigMap", "one")
        let two = try await cluster.make("ConfigMap", "two", owners: [owner("one", one, blocks: true)])
        let back: JSONObject = ["metadata": ["ownerReferences": [owner("two", two, blocks: true)]]]
        _ = try await cluster.patch("configmaps/one", back)
        await cluster.runner.settle()
        _ = try await cluster.send(.delete, "configmaps/one", ["propagationPolicy": "Foreground"])
        await cluster.runner.settle()
        #expect(try !cluster.exists("ConfigMap", "one"))
        #expect(try !cluster.exists("ConfigMap", "two"))
    }

    @Test("an owner in another namespace is absent, and an event says why")
    func otherNamespaces() async throws {
        let cluster = try await ControlledCluster()
        let far = try await cluster.make("ConfigMap", "far", in: "b")
        await cluster.runner.settle()
        try await cluster.make("Secret", "s", owners: [owner("far", far)])
        await cluster.runner.settle()
        #expect(try !cluster.exists("Secret", "s"))
        let events = try await cluster.send(.get, "events").json["items"]?.array ?? []
        let identity = "[v1/ConfigMap, namespace: a, name: far, uid: \(far)]"
        #expect(events.map { $0["reason"]?.string } == ["OwnerRefInvalidNamespace"])
        #expect(events.first?["message"]?.string == "ownerRef \(identity) does not exist in namespace \"a\"")
    }

    @Test("an object of the cluster may own one in a namespace, but not the other way round")
    func scopes() async throws {
        let cluster = try await ControlledCluster()
        let group = "rbac.authorization.k8s.io/v1"
        let role = try await cluster.make("ClusterRole", "role", more: ["rules": []])
        let reference = ControlledCluster.owner("ClusterRole", "role", role, apiVersion: group)
        let secret = try await cluster.make("Secret", "s", owners: [reference])
        let wrong = ControlledCluster.owner("Secret", "s", secret)
        try await cluster.make("ClusterRole", "wrong", owners: [wrong], more: ["rules": []])
        await cluster.runner.settle()
        #expect(try cluster.exists("Secret", "s"))
        _ = try await cluster.send(.delete, "/apis/\(group)/clusterroles/role")
        await cluster.runner.settle()
        #expect(try !cluster.exists("Secret", "s"))
        #expect(try cluster.exists("ClusterRole", "wrong"))
    }

    @Test("what was to be done before a start, or was missed, is done after it")
    func restart() async throws {
        let cluster = try await ControlledCluster()
        let top = try await cluster.make("ConfigMap", "top")
        try await cluster.make("Secret", "s", owners: [owner("top", top, blocks: true)])
        await cluster.runner.settle()
        _ = try await cluster.send(.delete, "configmaps/top", ["propagationPolicy": "Foreground"])
        cluster.storage.compact()
        await cluster.runner.settle()
        #expect(try !cluster.exists("ConfigMap", "top"))
        #expect(try !cluster.exists("Secret", "s"))
    }

    @Test("jobs keep their pods unless somebody says otherwise")
    func jobs() async throws {
        let cluster = try await ControlledCluster()
        let spec: JSONObject = [
            "spec": ["template": ["spec": ["restartPolicy": "Never", "containers": [["name": "c", "image": "i"]]]]]
        ]
        let jobs = "/apis/batch/v1/namespaces/a/jobs"
        for (name, options) in [("kept", nil), ("gone", ["propagationPolicy": "Background"] as JSONObject)] {
            let job = try await cluster.make("Job", name, more: spec)
            let reference = ControlledCluster.owner("Job", name, job, apiVersion: "batch/v1")
            try await cluster.make("Secret", name, owners: [reference])
            let reply = try await cluster.send(.delete, "\(jobs)/\(name)", options)
            #expect(reply.warnings.isEmpty == (name == "gone"))
            await cluster.runner.settle()
            #expect(try !cluster.exists("Job", name))
        }
        #expect(try cluster.exists("Secret", "kept"))
        #expect(try !cluster.exists("Secret", "gone"))
    }
}

// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

private let pods = "/api/v1/namespaces/a/pods"
private let deployments = "/apis/apps/v1/namespaces/a/deployments"
private let allBudgets = "/apis/policy/v1/namespaces/a/poddisruptionbudgets"

@Suite("Scale", .timeLimit(.minutes(1)))
struct ScaleTests {
    private static let deployment = """
        {"metadata": {"name": "d"}, "spec": {"replicas": 2, "selector": {"matchLabels": {"a": "b"},
          "matchExpressions": [{"key": "c", "operator": "In", "values": ["y", "x"]}, {"key": "e", "operator": "Exists"}]},
          "template": {"metadata": {"labels": {"a": "b", "c": "x", "e": ""}},
            "spec": {"containers": [{"name": "x", "image": "y"}]}}}}
        """

    private func server() async throws -> WholeServer {
        let server = try await WholeServer()
        #expect(try await server.send(.post, deployments, Self.deployment).status == 201)
        #expect(
            try await server.send(.post, WholeServer.widgets, WholeServer.widget("w", #"{"size": 4}"#)).status == 201
        )
        return server
    }

    private static func scale(_ name: String, _ replicas: Int, more: String = "") -> String {
        #"{"kind": "Scale", "apiVersion": "autoscaling/v1", "metadata": {"name": "\#(name)"\#(more)}, "spec": {"replicas": \#(replicas)}}"#
    }

    @Test("the replicas of any kind are shown in one form")
    func get() async throws {
        let server = try await server()
        let scale = try await server.send(.get, "\(deployments)/d/scale").json
        #expect(scale["kind"]?.string == "Scale")
        #expect(scale["apiVersion"]?.string == "autoscaling/v1")
        #expect(scale["spec"] == ["replicas": 2])
        #expect(scale["status"] == ["replicas": 0, "selector": "a=b,c in (x,y),e"])
        let whole = try await server.send(.get, "\(deployments)/d").json
        for field in ["name", "namespace", "uid", "resourceVersion", "creationTimestamp"] {
            #expect(scale["metadata"]?[field] == whole["metadata"]?[field])
        }
        _ = try await server.merge("\(WholeServer.widgets)/w/status", #"{"status": {"size": 3, "sel": "k=v"}}"#)
        let widget = try await server.send(.get, "\(WholeServer.widgets)/w/scale").json
        #expect(widget["spec"] == ["replicas": 4])
        #expect(widget["status"] == ["replicas": 3, "selector": "k=v"])
    }

    @Test("a new number is a new generation, and belongs to who wrote it by way of the scale")
    func writes() async throws {
        let server = try await server()
        let target = "\(deployments)/d/scale"
        #expect(try await server.send(.put, target, Self.scale("d", 3)).json["spec"] == ["replicas": 3])
        #expect(
            try await server.send(.put, target, #"{"metadata": {"name": "d"}, "spec": {"replicas": 3}}"#).status == 200
        )
        let patched = try await server.merge("\(target)?fieldManager=me", #"{"spec": {"replicas": 4}}"#)
        #expect(patched.json["spec"] == ["replicas": 4])
        #expect(try await server.merge(target, #"{"spec": {"replicas": null}}"#).json["spec"] == [:])
        let apply = "application/apply-patch+yaml"
        let intent = "apiVersion: autoscaling/v1\nkind: Scale\nspec: {replicas: 7}\n"
        let refused = try await server.send(.patch, "\(target)?fieldManager=two", intent, type: apply)
        #expect(refused.status == 409)
        #expect(refused.message.hasPrefix("Apply failed with 1 conflict: conflict with "))
        let taken = try await server.send(.patch, "\(target)?fieldManager=two&force=true", intent, type: apply)
        #expect(taken.json["spec"] == ["replicas": 7])
        let whole = try await server.send(.get, "\(deployments)/d").json
        #expect(whole["metadata"]?["generation"]?.int == 5)
        let owners = whole["metadata"]?["managedFields"]?.array ?? []
        let owner = try #require(owners.first { $0["manager"]?.string == "two" })
        #expect(owner["subresource"]?.string == "scale")
        #expect(owner["apiVersion"]?.string == "apps/v1")
        #expect(owner["fieldsV1"] == ["f:spec": ["f:replicas": [:]]])
    }

    static let refusals = [
        Exchange(
            method: .put,
            target: "\(deployments)/d/scale",
            body: scale("d", -1),
            code: 422,
            message:
                #"Scale.autoscaling "d" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0"#
        ),
        Exchange(
            method: .put,
            target: "\(deployments)/d/scale",
            body: scale("other", 1),
            code: 400,
            message: "the name of the object (other) does not match the name on the URL (d)"
        ),
        Exchange(
            method: .put,
            target: "\(deployments)/d/scale",
            body: scale("d", 1, more: #", "resourceVersion": "1""#),
            code: 409,
            message:
                #"Operation cannot be fulfilled on deployments.apps "d": the object has been modified; please apply your changes to the latest version and try again"#
        ),
        Exchange(
            method: .put,
            target: "\(WholeServer.widgets)/w/scale",
            body: scale("w", 1, more: #", "resourceVersion": "1""#),
            code: 409,
            message:
                #"Operation cannot be fulfilled on widgets.example.com "w": the object has been modified; please apply your changes to the latest version and try again"#
        ),
        Exchange(
            target: "\(deployments)/none/scale",
            code: 404,
            message: #"deployments.apps "none" not found"#
        ),
        Exchange(
            method: .patch,
            target: "\(deployments)/none/scale?fieldManager=m",
            body: #"{"apiVersion": "autoscaling/v1", "kind": "Scale"}"#,
            type: "application/apply-patch+yaml",
            code: 404,
            message: #"deployments.apps "none" not found"#
        ),
        Exchange(
            method: .put,
            target: "\(deployments)/d/scale",
            body: #"{"kind": "Secret", "apiVersion": "v1"}"#,
            code: 400,
            message:
                #"Secret in version "v1" cannot be handled as a Scale: converting (v1.Secret) to (autoscaling.Scale): unknown conversion"#
        ),
        Exchange(
            target: "/api/v1/namespaces/a/configmaps/x/scale",
            code: 404,
            message: "the server could not find the requested resource"
        ),
    ]

    @Test("a scale that cannot be is refused", arguments: refusals)
    func refused(_ row: Exchange) async throws {
        let server = try await server()
        let reply = try await server.send(row.method, row.target, row.body, type: row.type)
        #expect(reply.status == row.code)
        #expect(reply.message == row.message)
    }

    @Test("a custom resource is scaled without saying which state of it is known")
    func unconditional() async throws {
        let server = try await server()
        let reply = try await server.send(.put, "\(WholeServer.widgets)/w/scale", Self.scale("w", 9))
        #expect(reply.status == 200)
        #expect(reply.json["spec"] == ["replicas": 9])
    }
}

@Suite("Evictions and bindings of pods", .timeLimit(.minutes(1)))
struct PodActionTests {
    private func server(pods names: String...) async throws -> WholeServer {
        let server = try await WholeServer()
        for name in names {
            let pod =
                #"{"metadata": {"name": "\#(name)", "labels": {"app": "x"}}, "spec": {"containers": [{"name": "x", "image": "y"}]}}"#
            #expect(try await server.send(.post, pods, pod).status == 201)
        }
        return server
    }

    private func eviction(_ name: String, more: String = "") -> String {
        #"{"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "\#(name)"}\#(more)}"#
    }

    @Test("a pod that does not run yet goes, and others only as far as their budget allows")
    func budgets() async throws {
        let server = try await server(pods: "p", "q", "r")
        let budget =
            #"{"metadata": {"name": "b"}, "spec": {"minAvailable": 1, "selector": {"matchLabels": {"app": "x"}}}}"#
        #expect(try await server.send(.post, allBudgets, budget).status == 201)
        #expect(try await server.send(.post, "\(pods)/r/eviction?dryRun=All", eviction("r")).status == 201)
        let gone = try await server.send(.post, "\(pods)/r/eviction", eviction("r"))
        #expect(gone.status == 201)
        #expect(gone.json["status"]?.string == "Success")
        #expect(try await server.send(.get, "\(pods)/r").status == 404)
        for name in ["p", "q"] {
            let ready = #"{"status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]}}"#
            #expect(try await server.merge("\(pods)/\(name)/status", ready).status == 200)
        }
        let early = try await server.send(.post, "\(pods)/p/eviction", eviction("p"))
        #expect(early.status == 429)
        #expect(early.message == "Cannot evict pod as it would violate the pod's disruption budget.")
        #expect(early.fields["Retry-After"] == "10")
        #expect(
            early.json["details"]?["causes"]?[0] == [
                "reason": "DisruptionBudget",
                "message": "The disruption budget b is still being processed by the server.",
            ]
        )
        let status =
            #"{"status": {"observedGeneration": 1, "disruptionsAllowed": 1, "currentHealthy": 2, "desiredHealthy": 1, "expectedPods": 2}}"#
        #expect(try await server.merge("\(allBudgets)/b/status", status).status == 200)
        #expect(try await server.send(.post, "\(pods)/p/eviction", eviction("p")).status == 201)
        let spent = try await server.send(.get, "\(allBudgets)/b").json["status"]
        #expect(spent?["disruptionsAllowed"]?.int == 0)
        #expect(spent?["disruptedPods"]?["p"]?.string?.hasSuffix("Z") == true)
        let late = try await server.send(.post, "\(pods)/q/eviction", eviction("q"))
        #expect(late.status == 429)
        #expect(
            late.json["details"]?["causes"]?[0]?["message"]?.string
                == "The disruption budget b does not allow evicting pods currently"
        )
    }

    @Test("an eviction that makes no sense is refused")
    func refusals() async throws {
        let server = try await server(pods: "p")
        let other = try await server.send(.post, "\(pods)/p/eviction", eviction("q"))
        #expect(other.status == 400)
        #expect(other.message == "name in URL does not match name in Eviction object")
        let none = try await server.send(.post, "\(pods)/none/eviction", eviction("none"))
        #expect(none.message == #"pods "none" not found"#)
        let uid = eviction("p", more: #", "deleteOptions": {"preconditions": {"uid": "x"}}"#)
        let stale = try await server.send(.post, "\(pods)/p/eviction", uid)
        #expect(stale.status == 409)
        #expect(stale.message.hasPrefix(#"Operation cannot be fulfilled on Pod "p": the UID in the precondition (x)"#))
        let old = #"{"apiVersion": "policy/v1beta1", "kind": "Eviction", "metadata": {"name": "p"}}"#
        #expect(try await server.send(.post, "\(pods)/p/eviction", old).status == 201)
    }

    @Test("a pod is bound to a node once, with the labels and annotations of the binding")
    func binding() async throws {
        let server = try await server(pods: "p")
        func bind(_ binding: String, to pod: String = "p") async throws -> WholeServer.Reply {
            try await server.send(.post, "\(pods)/\(pod)/binding", binding)
        }
        #expect(try await bind(#"{"metadata": {"name": "p"}}"#).message == "target.name: Required value")
        let foo = try await bind(#"{"metadata": {"name": "p"}, "target": {"kind": "Foo", "name": "n"}}"#)
        #expect(foo.message == #"target.kind: Unsupported value: "Foo": supported values: "Node", "<empty>""#)
        let target = #""target": {"kind": "Node", "name": "n"}"#
        #expect(try await bind(#"{"metadata": {"name": "q"}, \#(target)}"#).status == 400)
        #expect(try await bind(#"{"metadata": {"name": "none"}, \#(target)}"#, to: "none").status == 404)
        #expect(try await bind(#"{"metadata": {"name": "p", "uid": "x"}, \#(target)}"#).status == 409)
        let metadata = #"{"name": "p", "labels": {"l": "m"}, "annotations": {"k": "v"}}"#
        #expect(try await bind(#"{"metadata": \#(metadata), \#(target)}"#).status == 201)
        let pod = try await server.send(.get, "\(pods)/p").json
        #expect(pod["spec"]?["nodeName"]?.string == "n")
        #expect(pod["metadata"]?["labels"] == ["app": "x", "l": "m"])
        #expect(pod["metadata"]?["annotations"] == ["k": "v"])
        #expect(pod["status"]?["conditions"]?[0]?["type"]?.string == "PodScheduled")
        let again = try await bind(#"{"metadata": {"name": "p"}, \#(target)}"#)
        #expect(
            again.message
                == #"Operation cannot be fulfilled on pods/binding "p": pod p is already assigned to node "n""#
        )
    }

    @Test(
        "what only a running pod could answer is not",
        arguments: ["log", "exec", "attach", "portforward", "proxy/x"]
    )
    func running(_ part: String) async throws {
        let server = try await server(pods: "p")
        let reply = try await server.send(.get, "\(pods)/p/\(part)")
        #expect(reply.status == 501)
        #expect(reply.message.hasSuffix("this server keeps objects, and nothing runs pods"))
        #expect(try await server.send(.get, "\(pods)/none/\(part)").status == 404)
    }
}

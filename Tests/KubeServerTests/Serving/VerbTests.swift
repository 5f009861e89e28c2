// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

private let widgets = "/apis/example.com/v1/namespaces/a/widgets"

@Suite("Verbs on objects", .timeLimit(.minutes(1)))
struct VerbTests {
    private func server() async throws -> SampleServer {
        let server = try SampleServer()
        _ = try await server.send(.post, "/api/v1/namespaces", #"{"metadata": {"name": "a"}}"#)
        return server
    }

    private func widget(_ name: String, _ spec: String = #"{"size": 1}"#, more: String = "") -> String {
        #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "\#(name)"\#(more)}, "spec": \#(spec)}"#
    }

    @Test("a query that is not UTF-8 is refused, and nothing is deleted for it")
    func malformedQuery() async throws {
        let server = try SampleServer()
        _ = try await server.send(.post, "/api/v1/namespaces", #"{"metadata": {"name": "a"}}"#)
        let maps = "/api/v1/namespaces/a/configmaps"
        _ = try await server.send(.post, maps, #"{"metadata": {"name": "x"}}"#)
        #expect(try await server.send(.delete, "\(maps)?labelSelector=%ff").status == 400)
        #expect(try await server.send(.get, "\(maps)?labelSelector=%ff").status == 400)
        #expect(try await server.send(.get, "\(maps)/x").status == 200)
    }

    @Test("a new object gets what the server gives, and is read back whole")
    func create() async throws {
        let server = try await server()
        let created = try await server.send(.post, widgets, widget("x"))
        #expect(created.status == 201)
        let metadata = try #require(created.json["metadata"])
        #expect(metadata["uid"]?.string?.count == 36)
        #expect(metadata["generation"]?.int == 1)
        #expect(metadata["namespace"]?.string == "a")
        #expect(metadata["creationTimestamp"]?.string?.hasSuffix("Z") == true)
        #expect(created.json["spec"]?["color"]?.string == "blue")
        let read = try await server.send(.get, "\(widgets)/x")
        #expect(read.status == 200)
        #expect(read.json == created.json)
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let method: HTTPMethod
        let target: String
        var body = ""
        let code: Int
        let message: String
        var testDescription: String { "\(method) \(target) \(body) is refused with \(code)" }
    }

    static let refusals = [
        Refusal(method: .get, target: "\(widgets)/none", code: 404, message: #"widgets.example.com "none" not found"#),
        Refusal(
            method: .post,
            target: widgets,
            body:
                #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "taken"}, "spec": {"size": 1}}"#,
            code: 409,
            message: #"widgets.example.com "taken" already exists"#
        ),
        Refusal(
            method: .post,
            target: widgets,
            body:
                #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "Bad_Name"}, "spec": {"size": -1}}"#,
            code: 422,
            message:
                #"Widget.example.com "Bad_Name" is invalid: [metadata.name: Invalid value: "Bad_Name": a lowercase"#
        ),
        Refusal(
            method: .post,
            target: widgets,
            body: #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "y"}, "spec": {}}"#,
            code: 422,
            message: #"Widget.example.com "y" is invalid: spec.size: Required value"#
        ),
        Refusal(
            method: .post,
            target: widgets,
            body: "{",
            code: 400,
            message: "json parse error: unexpected end of JSON input ({)"
        ),
        Refusal(
            method: .post,
            target: widgets,
            body: #"{"apiVersion": "v1", "kind": "Widget", "metadata": {"name": "y"}}"#,
            code: 400,
            message: "the API version in the data (v1) does not match the expected API version (example.com/v1)"
        ),
        Refusal(
            method: .post,
            target: widgets,
            body:
                #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "y", "namespace": "b"}, "spec": {"size": 1}}"#,
            code: 400,
            message: "the namespace of the provided object does not match the namespace sent on the request"
        ),
        Refusal(
            method: .post,
            target: "/apis/example.com/v1/namespaces/nowhere/widgets",
            body:
                #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "y"}, "spec": {"size": 1}}"#,
            code: 404,
            message: #"namespaces "nowhere" not found"#
        ),
        Refusal(
            method: .post,
            target: "\(widgets)?fieldValidation=Strict",
            body:
                #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "y"}, "spec": {"size": 1, "odd": 2}}"#,
            code: 400,
            message: #"strict decoding error: unknown field "spec.odd""#
        ),
        Refusal(
            method: .put,
            target: "\(widgets)/taken",
            body:
                #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "taken"}, "spec": {"size": 1}}"#,
            code: 422,
            message: "metadata.resourceVersion: Invalid value: 0: must be specified for an update"
        ),
        Refusal(
            method: .put,
            target: "\(widgets)/taken",
            body:
                #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "taken", "resourceVersion": "1"}, "spec": {"size": 1}}"#,
            code: 409,
            message: "the object has been modified; please apply your changes to the latest version and try again"
        ),
        Refusal(
            method: .put,
            target: "\(widgets)/taken",
            body:
                #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "other"}, "spec": {"size": 1}}"#,
            code: 400,
            message: "the name of the object (other) does not match the name on the URL (taken)"
        ),
        Refusal(
            method: .get,
            target: "\(widgets)?limit=x",
            code: 400,
            message: #"strconv.ParseInt: parsing "x": invalid syntax"#
        ),
        Refusal(
            method: .get,
            target: "\(widgets)?fieldSelector=spec.size%3D1",
            code: 400,
            message: "field label not supported"
        ),
        Refusal(
            method: .get,
            target: "\(widgets)?resourceVersion=99999",
            code: 504,
            message: "Too large resource version"
        ),
    ]

    @Test("what cannot be is refused with a Status", arguments: refusals)
    func refused(_ row: Refusal) async throws {
        let server = try await server()
        _ = try await server.send(.post, widgets, widget("taken"))
        let (status, json) = try await server.send(row.method, row.target, row.body)
        #expect(status == row.code)
        #expect(json["kind"]?.string == "Status")
        #expect(json["code"]?.int == row.code)
        #expect(json["message"]?.string?.contains(row.message) == true, "\(json["message"]?.string ?? "")")
    }

    @Test("a change of the spec counts a generation, one of the status or the metadata does not")
    func generations() async throws {
        let server = try await server()
        _ = try await server.send(.post, widgets, widget("x"))
        func patch(_ target: String, _ body: String) async throws -> JSONValue {
            try await server.send(.patch, target, body, contentType: "application/merge-patch+json").json
        }
        let spec = try await patch("\(widgets)/x", #"{"spec": {"size": 2}, "status": {"ready": true}}"#)
        #expect(spec["metadata"]?["generation"]?.int == 2)
        #expect(spec["status"] == nil)
        let status = try await patch("\(widgets)/x/status", #"{"spec": {"size": 3}, "status": {"ready": true}}"#)
        #expect(status["metadata"]?["generation"]?.int == 2)
        #expect(status["spec"]?["size"]?.int == 2)
        #expect(status["status"]?["ready"]?.bool == true)
        let labels = try await patch("\(widgets)/x", #"{"metadata": {"labels": {"a": "b"}}}"#)
        #expect(labels["metadata"]?["generation"]?.int == 2)
        let same = try await patch("\(widgets)/x", #"{"metadata": {"labels": {"a": "b"}}}"#)
        #expect(same["metadata"]?["resourceVersion"] == labels["metadata"]?["resourceVersion"])
    }

    @Test("an object with a finalizer is marked, and goes when the finalizer goes")
    func finalizers() async throws {
        let server = try await server()
        _ = try await server.send(.post, widgets, widget("x", more: #", "finalizers": ["example.com/hold"]"#))
        let marked = try await server.send(.delete, "\(widgets)/x")
        #expect(marked.json["metadata"]?["deletionTimestamp"]?.string != nil)
        #expect(marked.json["metadata"]?["generation"]?.int == 2)
        let again = try await server.send(.delete, "\(widgets)/x")
        #expect(again.json == marked.json)
        let patch = #"{"metadata": {"finalizers": null}}"#
        _ = try await server.send(.patch, "\(widgets)/x", patch, contentType: "application/merge-patch+json")
        #expect(try await server.send(.get, "\(widgets)/x").status == 404)
        _ = try await server.send(.post, widgets, widget("y"))
        let gone = try await server.send(.delete, "\(widgets)/y")
        #expect(gone.json["status"]?.string == "Success")
        #expect(gone.json["details"]?["name"]?.string == "y")
    }

    @Test("a namespace that is being deleted takes nothing new")
    func terminatingNamespace() async throws {
        let server = try await server()
        let held = #"{"metadata": {"name": "b", "finalizers": ["example.com/hold"]}}"#
        _ = try await server.send(.post, "/api/v1/namespaces", held)
        let target = "/apis/example.com/v1/namespaces/b/widgets"
        #expect(try await server.send(.post, target, widget("x")).status == 201)
        _ = try await server.send(.delete, "/api/v1/namespaces/b")
        let (status, json) = try await server.send(.post, target, widget("y"))
        #expect(status == 403)
        #expect(json["message"]?.string?.hasSuffix("in namespace b because it is being terminated") == true)
    }

    @Test("lists are paged, selected and shown as tables")
    func lists() async throws {
        let server = try await server()
        for number in 1...5 {
            let color = number % 2 == 0 ? "red" : "blue"
            let spec = #"{"size": \#(number), "color": "\#(color)"}"#
            _ = try await server.send(
                .post,
                widgets,
                widget("w\(number)", spec, more: #", "labels": {"n": "\#(number)"}"#)
            )
        }
        func names(_ json: JSONValue) -> [String] {
            (json["items"]?.array ?? []).compactMap { $0["metadata"]?["name"]?.string }
        }
        let first = try await server.send(.get, "\(widgets)?limit=2").json
        #expect(names(first) == ["w1", "w2"])
        #expect(first["metadata"]?["remainingItemCount"]?.int == 3)
        #expect(first["kind"]?.string == "WidgetList")
        let token = try #require(first["metadata"]?["continue"]?.string)
        #expect(names(try await server.send(.get, "\(widgets)?limit=9&continue=\(token)").json) == ["w3", "w4", "w5"])
        #expect(names(try await server.send(.get, "\(widgets)?fieldSelector=spec.color%3Dred").json) == ["w2", "w4"])
        #expect(names(try await server.send(.get, "\(widgets)?labelSelector=n+in+(1,5)").json) == ["w1", "w5"])
        #expect(names(try await server.send(.get, "/apis/example.com/v1/widgets").json).count == 5)
        let accept = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"
        let table = try await server.send(.get, widgets, accept: accept).json
        #expect(table["kind"]?.string == "Table")
        #expect(table["rows"]?[0]?["cells"] == ["w1", "blue", 1])
        #expect(table["rows"]?[0]?["object"]?["kind"]?.string == "PartialObjectMetadata")
    }
}

@Suite("Server-side apply over HTTP", .timeLimit(.minutes(1)))
struct ApplyTests {
    private static let type = "application/apply-patch+yaml"

    private func server() async throws -> SampleServer {
        let server = try SampleServer()
        _ = try await server.send(.post, "/api/v1/namespaces", #"{"metadata": {"name": "a"}}"#)
        return server
    }

    private func apply(
        _ server: SampleServer,
        as manager: String,
        _ spec: String,
        force: Bool = false
    ) async throws -> (status: Int, json: JSONValue) {
        let intent = #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "x"}, "spec": \#(spec)}"#
        let target = "\(widgets)/x?fieldManager=\(manager)\(force ? "&force=true" : "")"
        return try await server.send(.patch, target, intent, contentType: Self.type)
    }

    @Test("an intent creates, repeats without a change, and takes back what it no longer says")
    func intents() async throws {
        let server = try await server()
        let created = try await apply(server, as: "one", #"{"size": 1, "color": "red"}"#)
        #expect(created.status == 201)
        #expect(created.json["metadata"]?["managedFields"]?[0]?["manager"]?.string == "one")
        #expect(created.json["metadata"]?["managedFields"]?[0]?["operation"]?.string == "Apply")
        let again = try await apply(server, as: "one", #"{"size": 1, "color": "red"}"#)
        #expect(again.status == 200)
        #expect(again.json == created.json)
        let less = try await apply(server, as: "one", #"{"size": 2}"#)
        #expect(less.json["spec"] == ["size": 2, "color": "blue"])
        #expect(less.json["metadata"]?["generation"]?.int == 2)
    }

    @Test("a field of somebody else is a conflict that names him, unless it is taken by force")
    func conflicts() async throws {
        let server = try await server()
        _ = try await apply(server, as: "one", #"{"size": 1}"#)
        let refused = try await apply(server, as: "two", #"{"size": 2}"#)
        #expect(refused.status == 409)
        #expect(refused.json["message"]?.string == #"Apply failed with 1 conflict: conflict with "one": .spec.size"#)
        #expect(refused.json["details"]?["causes"]?[0]?["reason"]?.string == "FieldManagerConflict")
        #expect(refused.json["details"]?["causes"]?[0]?["field"]?.string == ".spec.size")
        let taken = try await apply(server, as: "two", #"{"size": 2}"#, force: true)
        #expect(taken.json["spec"]?["size"]?.int == 2)
        let managers = (taken.json["metadata"]?["managedFields"]?.array ?? []).compactMap { $0["manager"]?.string }
        #expect(managers.contains("two"))
        let back = try await apply(server, as: "one", #"{"size": 1}"#)
        #expect(back.status == 409)
    }

    @Test("other writes own what they change")
    func updates() async throws {
        let server = try await server()
        _ = try await apply(server, as: "one", #"{"size": 1}"#)
        let patch = #"{"spec": {"color": "green"}}"#
        let target = "\(widgets)/x?fieldManager=editor"
        let patched = try await server.send(.patch, target, patch, contentType: "application/merge-patch+json").json
        let entries = patched["metadata"]?["managedFields"]?.array ?? []
        #expect(entries.compactMap { $0["manager"]?.string }.sorted() == ["editor", "one"])
        let conflict = try await apply(server, as: "one", #"{"size": 1, "color": "red"}"#)
        #expect(conflict.status == 409)
        let manager = try await apply(server, as: "", #"{"size": 1}"#)
        #expect(manager.status == 422)
    }
}

// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeServer
import Testing

private let widgets = "/apis/example.com/v1/namespaces/default/widgets"

@Suite("The life of a definition", .timeLimit(.minutes(1)))
struct DefinitionLifeTests {
    private let fixture = CustomFixture()

    init() async throws {
        _ = try await fixture.send(.post, "/api/v1/namespaces", #"{"metadata": {"name": "default"}}"#)
    }

    private func widget(_ name: String, _ more: String = "") -> String {
        #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "\#(name)"\#(more)}}"#
    }

    private func conditions(_ name: String = "widgets.example.com") async throws -> [String] {
        let conditions = try await fixture.definition(name)["status"]?["conditions"]?.array ?? []
        return conditions.map { condition in
            ["type", "status", "reason", "message"].map { condition[$0]?.string ?? "" }.joined(separator: " ")
        }
    }

    @Test("a definition gets its names, is served, and then established")
    func birth() async throws {
        let reply = try await fixture.send(.post, CustomFixture.definitions, TestDefinition().text)
        #expect(reply.status == 201)
        #expect(reply.json["spec"]?["names"]?["singular"] == "widget")
        #expect(reply.json["spec"]?["names"]?["listKind"] == "WidgetList")
        #expect(reply.json["spec"]?["conversion"] == ["strategy": "None"])
        #expect(reply.json["status"]?["storedVersions"] == ["v1"])
        #expect(try await fixture.send(.get, widgets).status == 404)
        await fixture.settle()
        #expect(
            try await conditions() == [
                "NamesAccepted True NoConflicts no conflicts found",
                "Established True InitialNamesAccepted the initial names have been accepted",
            ]
        )
        let status = try await fixture.definition()["status"]
        #expect(
            status?["acceptedNames"] == [
                "plural": "widgets", "singular": "widget", "kind": "Widget", "listKind": "WidgetList",
            ]
        )
        #expect(try await fixture.send(.get, widgets).status == 200)
        #expect(try await fixture.send(.post, widgets, widget("x")).status == 201)
    }

    @Test("a name that another definition has is not given twice, but when it is free")
    func conflicts() async throws {
        try await fixture.define(TestDefinition())
        var rival = TestDefinition().setting(
            "names",
            to: #"{"plural": "gadgets", "kind": "Widget", "singular": "widget"}"#
        )
        rival.name = "gadgets.example.com"
        try await fixture.define(rival)
        #expect(
            try await conditions(rival.name) == [
                #"NamesAccepted False ListKindConflict "WidgetList" is already in use"#,
                "Established False NotAccepted not all names are accepted",
            ]
        )
        #expect(try await fixture.send(.get, "/apis/example.com/v1/gadgets").status == 404)
        _ = try await fixture.send(.delete, "\(CustomFixture.definitions)/widgets.example.com")
        await fixture.settle()
        #expect(try await conditions(rival.name).first == "NamesAccepted True NoConflicts no conflicts found")
        #expect(try await fixture.send(.get, "/apis/example.com/v1/gadgets").status == 200)
    }

    @Test("a definition goes after its objects, and those after their finalizers")
    func death() async throws {
        try await fixture.define(TestDefinition())
        let held = widget("held", #", "finalizers": ["example.com/hold"]"#)
        #expect(try await fixture.send(.post, widgets, widget("free")).status == 201)
        #expect(try await fixture.send(.post, widgets, held).status == 201)
        let reply = try await fixture.send(.delete, "\(CustomFixture.definitions)/widgets.example.com")
        #expect(reply.status == 200)
        #expect(reply.json["metadata"]?["finalizers"] == ["customresourcecleanup.apiextensions.k8s.io"])
        #expect(
            try await conditions().last
                == "Terminating True InstanceDeletionPending CustomResourceDefinition marked for deletion; CustomResource "
                + "deletion will begin soon"
        )
        await fixture.settle()
        #expect(
            try await conditions().last
                == "Terminating True InstanceDeletionInProgress CustomResource deletion is in progress"
        )
        #expect(try await fixture.send(.get, "\(widgets)/free").status == 404)
        let refusal = try await fixture.send(.post, widgets, widget("late"))
        #expect(refusal.status == 403)
        #expect(
            refusal.message
                == #"widgets.example.com "late" is forbidden: create not allowed while custom resource definition is "#
                + "terminating"
        )
        let patch = #"{"metadata": {"finalizers": null}}"#
        let type = "application/merge-patch+json"
        #expect(try await fixture.send(.patch, "\(widgets)/held", patch, contentType: type).status == 200)
        await fixture.settle()
        #expect(try await fixture.send(.get, "\(CustomFixture.definitions)/widgets.example.com").status == 404)
        #expect(try await fixture.send(.get, widgets).status == 404)
    }

    @Test("a server that starts on stored definitions serves them before the first request")
    func restart() async throws {
        try await fixture.define(TestDefinition())
        #expect(try await fixture.send(.post, widgets, widget("x")).status == 201)
        let next = CustomFixture(storage: fixture.storage)
        next.custom.serve(definitionsIn: next.storage)
        #expect(try await next.send(.get, "\(widgets)/x").status == 200)
    }
}

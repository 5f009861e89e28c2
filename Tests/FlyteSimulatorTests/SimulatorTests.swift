// SPDX-License-Identifier: Apache-2.0

import FlyteSimulator
import HTTPCore
import HTTPServer
import JSONKit
import Testing

@Suite("The stand-in for flyteadmin")
struct SimulatorTests {
    private let simulator = FlyteAdminSimulator(projects: ["p", "q"], domains: ["d", "e"])

    private func send(
        _ method: HTTPMethod,
        _ path: String,
        _ body: String = "",
        accept: String? = "application/json",
        type: String? = "application/json"
    ) async throws -> (status: Int, body: JSONValue) {
        var fields = HTTPFields()
        if let accept { fields["Accept"] = accept }
        if let type, !body.isEmpty { fields["Content-Type"] = type }
        let client = InProcessClient(simulator.handler)
        let reply = try await client.send(method, "/api/v1/\(path)", fields: fields, body: Array(body.utf8))
        return (reply.status.code, try JSONValue(parsing: reply.body))
    }

    private func put(_ path: String, _ label: String) async throws {
        let body = #"{"attributes":{"matching_attributes":{"execution_cluster_label":{"value":"\#(label)"}}}}"#
        let reply = try await send(.put, path, body)
        #expect(reply.status == 200 && reply.body == [:])
    }

    private static let query = "?resource_type=EXECUTION_CLUSTER_LABEL"

    @Test("the path says what a row is for, and lists begin with what decides")
    func levels() async throws {
        try await put("project_attributes/p", "a")
        try await put("workflow_attributes/p/d/w", "c")
        try await put("project_domain_attributes/p/d", "b")
        #expect(simulator.labels == ["p/d/w=c", "p/d=b", "p=a"])
        let listing = try await send(.get, "matchable_attributes" + Self.query).body
        #expect(listing["configurations"]?.array?.map { $0["workflow"] } == ["w", "", ""])
        #expect(listing["configurations"]?[0]?["attributes"]?["execution_cluster_label"] == ["value": "c"])
    }

    @Test("a GET answers with the row that decides, and of projects with the very row")
    func effective() async throws {
        try await put("project_attributes/p", "a")
        let row = try await send(.get, "project_domain_attributes/p/d" + Self.query).body["attributes"]
        #expect(row?["domain"] == "")
        #expect(row?["matching_attributes"]?["execution_cluster_label"] == ["value": "a"])
        let missing = try await send(.get, "project_attributes/q" + Self.query)
        #expect(missing.status == 404 && missing.body["code"] == 5 && missing.body["details"] == [])
    }

    @Test("the spelling of fields hangs on what exactly is accepted", arguments: [nil, "*/*"])
    func spelling(accept: String?) async throws {
        try await put("project_attributes/p", "a")
        let row = try await send(.get, "project_attributes/p" + Self.query, accept: accept).body["attributes"]
        #expect(row?["matchingAttributes"]?["executionClusterLabel"] == ["value": "a"])
    }

    @Test("a DELETE deletes what is narrower, too, and nothing of other projects")
    func cascade() async throws {
        for path in ["project_attributes/p", "project_domain_attributes/p/d", "workflow_attributes/p/d/w"] {
            try await put(path, "x")
        }
        try await put("project_attributes/q", "y")
        let body = #"{"resource_type":"EXECUTION_CLUSTER_LABEL"}"#
        #expect(try await send(.delete, "project_domain_attributes/p/d", body).status == 200)
        #expect(simulator.labels == ["p=x", "q=y"])
        #expect(try await send(.delete, "project_domain_attributes/p/d", body).status == 200)
    }

    @Test("a DELETE without a body deletes resources of tasks, whatever its query says")
    func bodiless() async throws {
        try await put("project_attributes/p", "x")
        simulator.edit { $0.put(.taskResource, .init("p"), "4 cores") }
        #expect(try await send(.delete, "project_attributes/p" + Self.query).status == 200)
        #expect(simulator.labels == ["p=x"])
        simulator.edit { table in #expect(table.rows(of: .taskResource).isEmpty) }
    }

    struct Refusal: CustomTestStringConvertible {
        let testDescription: String
        let path: String
        let body: String
        let message: String
    }

    private static let refusals = [
        Refusal(
            testDescription: "a field that there is not",
            path: "project_attributes/p",
            body: #"{"attributes":{"label":"x"}}"#,
            message: "unknown field \"label\""
        ),
        Refusal(
            testDescription: "no JSON",
            path: "project_attributes/p",
            body: "label=x",
            message: "syntax error"
        ),
        Refusal(
            testDescription: "a project that there is not",
            path: "project_attributes/r",
            body: #"{"attributes":{"matching_attributes":{"execution_cluster_label":{"value":"x"}}}}"#,
            message: "project [r]"
        ),
        Refusal(
            testDescription: "a domain that there is not",
            path: "project_domain_attributes/p/f",
            body: #"{"attributes":{"matching_attributes":{"execution_cluster_label":{"value":"x"}}}}"#,
            message: "domain [f] is unrecognized"
        ),
    ]

    @Test("is refused with 400", arguments: refusals)
    func refusal(_ row: Refusal) async throws {
        let reply = try await send(.put, row.path, row.body)
        #expect(reply.status == 400 && reply.body["code"] == 3)
        #expect(reply.body["message"]?.string?.contains(row.message) == true, "\(reply.body)")
        #expect(simulator.labels.isEmpty)
    }

    @Test("what it is asked can be read, and it can be away")
    func inspection() async throws {
        try await put("project_attributes/p", "x")
        simulator.setAway(503)
        let reply = try await InProcessClient(simulator.handler).send(.get, "/api/v1/matchable_attributes")
        #expect(reply.status.code == 503)
        simulator.setAway(nil)
        #expect(try await send(.get, "matchable_attributes" + Self.query).status == 200)
        #expect(simulator.calls.map(\.method) == ["PUT", "GET", "GET"])
        #expect(simulator.calls.first?.path == "/api/v1/project_attributes/p")
    }
}

// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import JSONKit
import KubeCore
import KubeRuntime
import PortolanAPI
import PortolanRouting
import RoutingService
import Telemetry
import TestSupport
import Testing

@Suite("The routing service", .timeLimit(.minutes(1)))
struct EndpointTests {
    @Test("says where an execution goes, and by what")
    func route() async throws {
        let stage = ServiceStage(age: .seconds(7))
        try await stage.run([.to("x", project: "team1")], [.named("dp-1")]) {
            let reply = try await stage.post(
                "/v1/route",
                #"{"namespace": "flyte", "project": "team1", "domain": "development", "execution": "e1"}"#
            )
            #expect(reply.status == .ok)
            #expect(reply.fields["Portolan-Snapshot-Age"] == "7")
            #expect(
                try JSONValue(parsing: reply.body) == [
                    "dataplane": "dp-1", "label": "x", "matchedBy": "Project", "rule": "team1-all",
                    "strategy": "Rendezvous",
                ]
            )
        }
    }

    @Test("answers many questions at once, those with no answer too")
    func many() async throws {
        let stage = ServiceStage()
        try await stage.run([.to("x", project: "team1")], [.named("dp-1")]) {
            let reply = try await stage.post(
                "/v1/route",
                """
                {"requests": [{"namespace": "flyte", "project": "team1", "execution": "a"},
                              {"namespace": "flyte", "project": "team2"}]}
                """
            )
            let answers = try #require(try JSONValue(parsing: reply.body)["answers"]?.array)
            #expect(reply.status == .ok)
            #expect(answers.count == 2)
            #expect(answers[0]["dataplane"] == "dp-1")
            #expect(answers[1]["problem"]?["reason"] == "NoLabel")
            #expect(answers[1]["problem"]?["status"] == 422)
        }
    }

    @Test("answers for the namespaces that it can read, and for another when all of it is there")
    func unreadNamespace() async throws {
        let stage = ServiceStage(of: ["flyte", "team-b"])
        stage.labels.part(1).fill([])
        stage.dataplanes.setUnavailable(true, part: 1)
        let ask = { @Sendable (namespace: String) in
            try await stage.post("/v1/route", #"{"namespace": "\#(namespace)", "label": "x", "execution": "e"}"#)
        }
        try await stage.run([], [.named("dp-1")]) {
            #expect(try await ask("flyte").status == .ok)
            let refusal = try await ask("team-b")
            #expect(refusal.status == .serviceUnavailable)
            #expect(
                String(decoding: refusal.body, as: UTF8.self).contains(#"the fleet of \"team-b\" has not been read"#)
            )
            #expect(try await stage.client.send(.get, "/v1/dataplanes?namespace=team-b").status == .serviceUnavailable)
            var other = DataplaneCluster.named("dp-2")
            other.metadata.namespace = "team-b"
            stage.dataplanes.part(1).fill([other])
            try await eventually("it is read") { try await ask("team-b").status == .ok }
            let answer = try JSONValue(parsing: try await ask("team-b").body)
            #expect(answer["dataplane"] == "dp-2", "and no dataplane of another namespace is taken")
        }
    }

    @Test("takes over what happens, and says so in the next answer")
    func changes() async throws {
        let stage = ServiceStage()
        try await stage.run([.to("x", project: "p")], [.named("dp-1"), .named("dp-2", schedulable: .no)]) {
            let question = #"{"namespace": "flyte", "project": "p", "execution": "e"}"#
            #expect(try await stage.post("/v1/route", question).text.contains("dp-1"))
            stage.dataplanes.apply(.upsert(.named("dp-1", schedulable: .no, version: 2)))
            stage.dataplanes.apply(.upsert(.named("dp-2", version: 3)))
            try await eventually("the other dataplane is drawn") {
                try await stage.post("/v1/route", question).text.contains("dp-2")
            }
            stage.labels.apply(.remove(.to("x", project: "p", version: 4)))
            try await eventually("there is no label") {
                try await stage.post("/v1/route", question).status == .unprocessableContent
            }
        }
    }

    struct Bad: CustomTestStringConvertible {
        let body: String
        let status: Int
        let field: String?
        let detail: String

        var testDescription: String { String(body.prefix(60)) }

        init(_ body: String, _ detail: String, field: String? = nil, status: Int = 400) {
            self.body = body
            self.status = status
            self.field = field
            self.detail = detail
        }
    }

    static let bad = [
        Bad("", "the body: expected"),
        Bad("[]", "the body: expected an object"),
        Bad("{", "the body: expected"),
        Bad("{}", "is missing", field: "namespace"),
        Bad(#"{"namespace": "flyte"}"#, "is missing", field: "project"),
        Bad(#"{"namespace": "flyte", "project": 5}"#, "project: expected", field: "project"),
        Bad(#"{"namespace": "flyte", "project": "p", "domian": "d"}"#, "domian", field: "domian"),
        Bad(#"{"namespace": "flyte", "project": "p", "project": "q"}"#, "project"),
        Bad(#"{"requests": []}"#, "one to 1000 questions", field: "requests"),
        Bad(
            #"{"requests": [{"namespace": "flyte", "project": "p"}, {}]}"#,
            "is missing",
            field: "requests[1].namespace"
        ),
        Bad(#"{"requests": [{"namespace": "flyte", "project": "p"}], "project": "p"}"#, "requests stands alone"),
        Bad(
            #"{"namespace": "flyte", "project": "\#(String(repeating: "x", count: 1_025))"}"#,
            "at most 1024 bytes",
            field: "project"
        ),
        Bad(
            #"{"namespace": "flyte", "dataplane": "none"}"#,
            #"there is no dataplane "none""#,
            field: "dataplane",
            status: 422
        ),
        Bad(#"{"namespace": "flyte", "label": "none"}"#, #"no dataplane has the label "none""#, status: 503),
    ]

    @Test("answers what it does not understand with a problem that names the field", arguments: bad)
    func problems(_ row: Bad) async throws {
        let stage = ServiceStage()
        try await stage.run([], [.named("dp-1")]) {
            let reply = try await stage.post("/v1/route", row.body)
            let problem = try JSONValue(parsing: reply.body)
            #expect(reply.status.code == row.status)
            #expect(reply.fields["Content-Type"] == "application/problem+json")
            #expect(problem["status"]?.int == row.status)
            #expect(problem["field"]?.string == row.field)
            #expect(problem["detail"]?.string?.contains(row.detail) == true, "\(problem["detail"] ?? .null)")
        }
    }

    @Test("refuses other paths, methods, media types, queries and sizes with a problem, too")
    func otherProblems() async throws {
        let stage = ServiceStage()
        try await stage.run {
            let replies = [
                try await stage.client.send(.get, "/v2/route"),
                try await stage.client.send(.get, "/v1/route"),
                try await stage.client.send(.post, "/v1/route", fields: ["Content-Type": "text/plain"]),
                try await stage.client.send(.get, "/v1/labels"),
                try await stage.client.send(.get, "/v1/labels?namespace=a&nam=b"),
                try await stage.client.send(.post, "/v1/route", body: Array(repeating: 32, count: 2 << 20)),
            ]
            #expect(replies.map(\.status.code) == [404, 405, 415, 400, 400, 413])
            for reply in replies {
                #expect(reply.fields["Content-Type"] == "application/problem+json")
                #expect(try JSONValue(parsing: reply.body)["status"]?.int == reply.status.code)
            }
            #expect(replies[1].fields["Allow"] == "POST")
        }
    }

    @Test("has to have read the fleets first")
    func notReady() async throws {
        let reply = try await ServiceStage().post("/v1/route", #"{"namespace": "flyte", "project": "p"}"#)
        #expect(reply.status == .serviceUnavailable && reply.fields["Retry-After"] == "2")
    }

    @Test("lists the dataplanes, the labels and the rules of a fleet")
    func listings() async throws {
        let stage = ServiceStage()
        let dataplanes: [DataplaneCluster] = [
            .named("dp-1", [.init("x", weight: 1)]), .named("dp-2", [.init("x", weight: 3)]),
            .named("dp-3", [.init("x", weight: 5)], schedulable: nil),
        ]
        try await stage.run([.to("x", project: "p", domain: "d")], dataplanes) {
            let listed = try JSONValue(
                parsing: try await stage.client.send(.get, "/v1/dataplanes?namespace=flyte").body
            )
            let first = try #require(listed["dataplanes"]?[0])
            #expect(first["name"] == "dp-1" && first["schedulable"] == true)
            #expect(first["labels"]?[0]?["share"]?.double == 0.25)
            #expect(listed["dataplanes"]?[2]?["obstacle"] == "nobody has looked at its health yet")
            let labels = try JSONValue(parsing: try await stage.client.send(.get, "/v1/labels?namespace=flyte").body)
            #expect(labels["labels"]?[0]?["dataplanes"]?.array?.count == 3)
            #expect(labels["rules"]?[0]?["domain"] == "d")
        }
    }

    @Test("explains what it considered")
    func explain() async throws {
        let stage = ServiceStage()
        try await stage.run([.to("x", project: "p")], [.named("dp-1"), .named("dp-2", schedulable: .no)]) {
            let body = #"{"namespace": "flyte", "project": "p", "execution": "e"}"#
            let explanation = try JSONValue(parsing: try await stage.post("/v1/explain", body).body)
            #expect(explanation["decision"]?["dataplane"] == "dp-1")
            #expect(explanation["pools"]?[0]?["candidates"]?[1]?["standing"] == "NotSchedulable")
            #expect(explanation["pools"]?[0]?["candidates"]?[1]?["obstacle"] == "Probed")
        }
    }

    @Test("describes itself for programs")
    func openAPI() async throws {
        let reply = try await ServiceStage().client.send(.get, "/openapi.json")
        let document = try JSONValue(parsing: reply.body)
        #expect(document["openapi"] == "3.1.0")
        #expect(document["paths"]?.object?.count == 4)
    }

    @Test("counts decisions by label, dataplane and outcome, and a label from outside under none")
    func metrics() async throws {
        let stage = ServiceStage()
        try await stage.run([.to("x", project: "p")], [.named("dp-1")]) {
            _ = try await stage.post("/v1/route", #"{"namespace": "flyte", "project": "p", "execution": "e"}"#)
            _ = try await stage.post("/v1/route", #"{"namespace": "flyte", "label": "made-up"}"#)
        }
        let text = String(decoding: stage.environment.metrics.exposition(), as: UTF8.self)
        #expect(
            text.contains(#"portolan_routing_decisions_total{label="x",dataplane="dp-1",outcome="Routed"} 1"#)
        )
        #expect(text.contains(#"portolan_routing_decisions_total{label="",dataplane="",outcome="NoDataplane"} 1"#))
        #expect(!text.contains("made-up"))
        #expect(text.contains("portolan_routing_dataplanes 1"))
    }
}

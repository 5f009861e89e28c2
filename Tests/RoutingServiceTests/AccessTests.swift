// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import HTTPServer
import RoutingService
import TestSupport
import Testing

@Suite("Who may ask the routing service", .timeLimit(.minutes(1)))
struct AccessTests {
    static let question = #"{"namespace": "flyte", "dataplane": "dp-1"}"#

    @Test("whom the API server knows and lets, and nobody else")
    func admission() async throws {
        let stage = ServiceStage(isGuarded: true)
        try await stage.run([], [.named("dp-1")]) {
            let replies = [
                try await stage.post("/v1/route", Self.question, token: "ann-1"),
                try await stage.post("/v1/route", Self.question),
                try await stage.post("/v1/route", Self.question, token: "eve-1"),
                try await stage.post("/v1/route", Self.question, token: "bob-1"),
                try await stage.post("/v1/route", #"{"namespace": "closed", "project": "p"}"#, token: "ann-1"),
                try await stage.client.send(.get, "/v1/dataplanes?namespace=flyte"),
            ]
            #expect(replies.map(\.status.code) == [200, 401, 401, 403, 403, 401])
            #expect(replies[1].fields["WWW-Authenticate"] == "Bearer")
            #expect(replies[3].text.contains(#"user \"bob\" may not create workflowexecutions/route"#))
            #expect(replies.allSatisfy { !$0.text.contains("ann-1") && !$0.text.contains("eve-1") })
        }
    }

    @Test("one namespace that is closed closes the whole request")
    func batch() async throws {
        let stage = ServiceStage(isGuarded: true)
        try await stage.run([], [.named("dp-1")]) {
            let body = #"{"requests": [\#(Self.question), {"namespace": "closed", "project": "p"}]}"#
            let reply = try await stage.post("/v1/route", body, token: "ann-1")
            #expect(reply.status == .forbidden)
        }
    }

    @Test("the API server is asked once a minute about a yes, and every ten seconds about a no")
    func caching() async throws {
        let stage = ServiceStage(isGuarded: true)
        try await stage.run([], [.named("dp-1")]) {
            for _ in 0..<20 { _ = try await stage.post("/v1/route", Self.question, token: "ann-1") }
            #expect(stage.server.reviews == 2)
            for _ in 0..<20 { _ = try await stage.post("/v1/route", Self.question, token: "eve-1") }
            #expect(stage.server.reviews == 3)
            stage.clock.advance(by: .seconds(11))
            _ = try await stage.post("/v1/route", Self.question, token: "ann-1")
            _ = try await stage.post("/v1/route", Self.question, token: "eve-1")
            #expect(stage.server.reviews == 4)
            stage.clock.advance(by: .seconds(50))
            _ = try await stage.post("/v1/route", Self.question, token: "ann-1")
            #expect(stage.server.reviews == 6)
        }
    }

    @Test("while the API server is away an old yes is good for ten minutes, and an old no never")
    func away() async throws {
        let stage = ServiceStage(isGuarded: true)
        try await stage.run([], [.named("dp-1")]) {
            var codes = [try await stage.status("ann-1"), try await stage.status("bob-1")]
            stage.server.setAway(true)
            stage.clock.advance(by: .seconds(300))
            for token in ["ann-1", "ann-2", "bob-1"] { codes.append(try await stage.status(token)) }
            stage.clock.advance(by: .seconds(400))
            codes.append(try await stage.status("ann-1"))
            stage.server.setAway(false)
            codes.append(try await stage.status("ann-1"))
            #expect(codes == [200, 403, 200, 503, 503, 503, 200])
        }
    }
}

extension ServiceStage {
    /// How somebody with a token is answered.
    fileprivate func status(_ token: String) async throws -> Int {
        try await post("/v1/route", AccessTests.question, token: token).status.code
    }
}

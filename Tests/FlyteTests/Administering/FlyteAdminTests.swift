// SPDX-License-Identifier: Apache-2.0

import Basics
import FlyteSimulator
import HTTPClient
import HTTPCore
import HTTPServer
import Testing

@testable import Flyte

@Suite("Speaking with flyteadmin")
struct FlyteAdminTests {
    private static func admin(
        _ handler: @escaping HTTPHandler,
        _ endpoint: String = "http://flyteadmin.flyte:80",
        token: String? = nil
    ) throws -> FlyteAdmin {
        let source: FlyteAdmin.TokenSource? = token.map { token in { @Sendable in Secret(token) } }
        return FlyteAdmin(try HTTPURL(parsing: endpoint), token: source, InProcessTransport(handler))
    }

    private static let rows = [
        AttributePlanTests.row("p=x"), AttributePlanTests.row("p/d=y"), AttributePlanTests.row("p/d/pkg.mod.wf=z"),
    ]

    @Test("labels are written, listed and deleted on all three levels")
    func roundTrip() async throws {
        let simulator = FlyteAdminSimulator()
        let admin = try Self.admin(simulator.handler)
        for row in Self.rows { try await admin.put(row) }
        #expect(simulator.labels == ["p/d/pkg.mod.wf=z", "p/d=y", "p=x"])
        #expect(try await admin.list() == AttributeListing(Self.rows))
        simulator.edit { $0.put(.taskResource, .init("p", "d"), "4 cores") }
        try await admin.delete(Self.rows[2].scope)
        #expect(try await admin.list() == AttributeListing(Array(Self.rows.prefix(2))))
        // A DELETE without its body would have deleted this one.
        simulator.edit { table in #expect(table.rows(of: .taskResource).count == 1) }
        try await admin.delete(Self.rows[0].scope)
        #expect(try await admin.list().rows.isEmpty)
        try await admin.delete(Self.rows[0].scope)
    }

    @Test("names with slashes and spaces reach their place, below the path of the endpoint")
    func escaping() async throws {
        let simulator = FlyteAdminSimulator()
        let prefix: HTTPHandler = { request in
            var request = request
            let target = "\(request.target)"
            #expect(target.hasPrefix("/flyte/api/v1/"))
            request.target = try RequestTarget(parsing: String(target.dropFirst("/flyte".count)))
            return try await simulator.handler(request)
        }
        let admin = try Self.admin(prefix, "https://example.com/flyte/")
        let row = AttributeRow(AttributeScope(project: "a/b c", domain: "d", workflow: "w%2F"), "x")
        try await admin.put(row)
        #expect(try await admin.list() == AttributeListing([row]))
    }

    @Test("rows of launch plans and of domains of all projects are seen for what they are")
    func oddRows() async throws {
        let simulator = FlyteAdminSimulator()
        simulator.edit { table in
            table.put(.executionClusterLabel, .init("p", "d", "w", launchPlan: "l"), "x")
            table.put(.executionClusterLabel, .init("", "d"), "y")
        }
        let listing = try await Self.admin(simulator.handler).list()
        #expect(listing.rows.isEmpty && listing.irreplaceable == [AttributePlanTests.scope("p/d/w")])
        #expect(
            listing.losesBelow(AttributePlanTests.scope("p")) && listing.losesBelow(AttributePlanTests.scope("p/d/w"))
        )
        #expect(!listing.losesBelow(AttributePlanTests.scope("p/e")))
    }

    @Test("a plan that is carried out leaves the narrower rows as they were")
    func cascade() async throws {
        let simulator = FlyteAdminSimulator()
        let admin = try Self.admin(simulator.handler)
        for row in Self.rows { try await admin.put(row) }
        let plan = AttributePlan(wanted: [:], owned: [Self.rows[0].scope], listed: try await admin.list())
        for action in plan.actions {
            switch action {
            case .put(let row): try await admin.put(row)
            case .delete(let scope, let restored):
                try await admin.delete(scope)
                #expect(simulator.labels.isEmpty)
                for row in restored { try await admin.put(row) }
            case .keep: Issue.record("nothing is to be kept")
            }
        }
        #expect(simulator.labels == ["p/d/pkg.mod.wf=z", "p/d=y"])
    }

    struct Failure: CustomTestStringConvertible {
        let testDescription: String
        let code: FlyteAdminError.Code
        let words: String
        let handler: HTTPHandler
    }

    private static let failures = [
        Failure(
            testDescription: "a project that it does not know is refused",
            code: .refused,
            words: "cannot set the label of p to \"x\": flyteadmin at http://flyteadmin.flyte answered 400: failed to "
                + "validate that project [p]",
            handler: FlyteAdminSimulator(projects: ["q"]).handler
        ),
        Failure(
            testDescription: "who does not say who they are is told so",
            code: .unauthorized,
            words: "answered 401: token parse error",
            handler: FlyteAdminSimulator(token: "other").handler
        ),
        Failure(
            testDescription: "a proxy in front of it that is alone",
            code: .failed,
            words: "answered 503: no reason",
            handler: { _ in HTTPServerResponse(.serviceUnavailable, text: "no healthy upstream") }
        ),
        Failure(
            testDescription: "what is no flyteadmin",
            code: .unexpected,
            words: "answered no JSON; the endpoint may be that of the console",
            handler: { _ in HTTPServerResponse(.ok, text: "<html>") }
        ),
    ]

    @Test("what goes wrong is said with what was attempted, and never with the token", arguments: failures)
    func failure(_ row: Failure) async throws {
        let admin = try Self.admin(row.handler, token: "canary")
        let error = await #expect(throws: FlyteAdminError.self) { try await admin.put(Self.rows[0]) }
        #expect(error?.code == row.code && error?.message.contains(row.words) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("canary") == false)
    }

    @Test("one that is away is unreachable")
    func away() async throws {
        let admin = try Self.admin { _ in .cut }
        let error = await #expect(throws: FlyteAdminError.self) { try await admin.list() }
        #expect(error?.code == .unreachable && error?.isAboutTheRow == false)
    }
}

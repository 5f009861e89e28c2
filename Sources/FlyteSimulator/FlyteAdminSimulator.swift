// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
package import HTTPServer
internal import JSONKit
internal import Synchronization

/// Stands in for flyteadmin where labels of executions are set: its REST gateway with all its traps.
///
/// Deleting a row deletes the narrower ones; a DELETE without a body deletes another kind of attribute; a GET answers with
/// the row that decides, which may be a wider one; a field that there is not is refused.
package final class FlyteAdminSimulator: Sendable {
    /// What was asked, for tests.
    package struct Call: Sendable, Hashable {
        package let method: String
        package let path: String
    }

    private struct State {
        var table = AttributeTable()
        var calls: [Call] = []
        var projects: Set<String>?
        var domains: Set<String>?
        var token: String?
        var outage: (status: HTTPStatus, method: String?)?
    }

    private let state: Mutex<State>
    private static let longestJournal = 10_000

    /// A flyteadmin that knows some projects and domains, or takes all when they are nil, and may ask for a token.
    package init(projects: Set<String>? = nil, domains: Set<String>? = nil, token: String? = nil) {
        state = Mutex(State(projects: projects, domains: domains, token: token))
    }

    /// The labels, as `project/domain/workflow=label`, those with the highest priority first.
    package var labels: [String] {
        rows.map { row in
            let parts = [row.place.project, row.place.domain, row.place.workflow, row.place.launchPlan]
            return parts.filter { !$0.isEmpty }.joined(separator: "/") + "=\(row.value)"
        }
    }

    /// The rows of labels, those with the highest priority first.
    package var rows: [AttributeTable.Row] { state.withLock { $0.table.rows(of: .executionClusterLabel) } }

    /// Changes the table behind the API's back.
    package func edit(_ change: (inout AttributeTable) -> Void) {
        state.withLock { change(&$0.table) }
    }

    /// What was asked, in order.
    package var calls: [Call] { state.withLock { $0.calls } }

    /// Answers everything, or all of a method, with a status from now on, or as usual with nil.
    package func setAway(_ status: Int?, only method: String? = nil) {
        state.withLock { $0.outage = status.map { (HTTPStatus($0), method) } }
    }

    /// Answers requests.
    package var handler: HTTPHandler {
        { request in
            let body = try await request.body.collect(upTo: 1 << 20)
            return self.answer(request, body)
        }
    }

    private func answer(_ request: HTTPServerRequest, _ body: [UInt8]) -> HTTPServerResponse {
        state.withLock { state in
            if state.calls.count < Self.longestJournal {
                state.calls.append(Call(method: request.method.name, path: request.path))
            }
            if let outage = state.outage, outage.method == nil || outage.method == request.method.name {
                return HTTPServerResponse(outage.status, text: "upstream connect error")
            }
            do throws(GatewayAnswer.Failure) {
                if let token = state.token, request.fields["Authorization"] != "Bearer \(token)" {
                    throw .unauthenticated()
                }
                let call = try AttributeCall(request, body)
                try Self.check(call.place, state)
                let answer = try call.perform(on: &state.table)
                return GatewayAnswer.response(.ok, answer, isExact: call.isExact)
            } catch {
                return GatewayAnswer.failure(error)
            }
        }
    }

    private static func check(_ place: AttributeTable.Place, _ state: State) throws(GatewayAnswer.Failure) {
        if let projects = state.projects, !place.project.isEmpty, !projects.contains(place.project) {
            throw .invalid(
                "failed to validate that project [\(place.project)] and domain [\(place.domain)] are registered"
            )
        }
        if let domains = state.domains, !place.domain.isEmpty, !domains.contains(place.domain) {
            throw .invalid("domain [\(place.domain)] is unrecognized by system")
        }
    }
}

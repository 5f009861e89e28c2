// SPDX-License-Identifier: Apache-2.0

package import Basics
package import HTTPClient
package import HTTPCore
internal import JSONKit

/// Speaks with flyteadmin about the labels of executions, through its REST gateway.
package struct FlyteAdmin: Sendable {
    /// Where the token is, which may be another one for every request.
    package typealias TokenSource = @Sendable () throws -> Secret<String>

    private static let resource = "EXECUTION_CLUSTER_LABEL"
    /// Only this very text selects the marshaller that writes the names of fields as the protocol has them.
    private static let mediaType = "application/json"

    private let endpoint: HTTPURL
    private let token: TokenSource?
    private let transport: any HTTPTransport
    private let timeouts: HTTPClient.Timeouts

    /// The flyteadmin at a URL, with a bearer token where it asks for one.
    package init(
        _ endpoint: HTTPURL,
        token: TokenSource? = nil,
        _ transport: any HTTPTransport,
        timeout: Duration = .seconds(10)
    ) {
        self.endpoint = endpoint
        self.token = token
        self.transport = transport
        timeouts = HTTPClient.Timeouts(connect: timeout / 2, idle: timeout, total: timeout)
    }

    /// All labels that it has.
    package func list() async throws(FlyteAdminError) -> AttributeListing {
        let query = HTTPQuery([HTTPQuery.Item("resource_type", Self.resource)])
        let answer = try await send(.get, "/api/v1/matchable_attributes", query, nil, "list the labels")
        guard let listing = AttributeListing(answer) else {
            throw FlyteAdminError(code: .unexpected, message: "list the labels of \(place): the answer is no list")
        }
        return listing
    }

    /// Writes a label in place of whatever there is for the scope.
    package func put(_ row: AttributeRow) async throws(FlyteAdminError) {
        var attributes: JSONValue = ["project": .string(row.scope.project)]
        attributes["domain"] = row.scope.domain.map(JSONValue.string)
        attributes["workflow"] = row.scope.workflow.map(JSONValue.string)
        attributes["matching_attributes"] = ["execution_cluster_label": ["value": .string(row.value)]]
        let purpose = "set the label of \(row.scope) to \"\(row.value)\""
        _ = try await send(.put, row.scope.path, HTTPQuery(), ["attributes": attributes], purpose)
    }

    /// Deletes the label of a scope, and with it those of all narrower ones; that there is none is fine.
    package func delete(_ scope: AttributeScope) async throws(FlyteAdminError) {
        // It reads the kind of the attribute from the body and not from the query: without one it would delete another.
        let body: JSONValue = ["resource_type": .string(Self.resource)]
        _ = try await send(.delete, scope.path, HTTPQuery(), body, "delete the label of \(scope)")
    }

    private func send(
        _ method: HTTPMethod,
        _ path: String,
        _ query: HTTPQuery,
        _ body: JSONValue?,
        _ purpose: String
    ) async throws(FlyteAdminError) -> JSONValue {
        let prefix = endpoint.target.prefix { $0 != "?" }
        let base = prefix.hasSuffix("/") ? prefix.dropLast() : prefix
        var request = HTTPClient.Request(method, endpoint.with(path: base + path, query: query))
        request.fields["Accept"] = Self.mediaType
        if let token { request.fields["Authorization"] = "Bearer \(try read(token, purpose).exposed)" }
        if let body {
            request.fields["Content-Type"] = Self.mediaType
            request.body = .bytes(body.serialized())
        }
        request.timeouts = timeouts
        let response: HTTPClient.Response
        do {
            response = try await transport.send(request)
        } catch {
            let code: FlyteAdminError.Code = error.code == .cancelled ? .cancelled : .unreachable
            throw FlyteAdminError(code: code, message: "cannot \(purpose): \(error)")
        }
        return try read(response, purpose)
    }

    private func read(_ token: TokenSource, _ purpose: String) throws(FlyteAdminError) -> Secret<String> {
        do {
            return try token()
        } catch {
            throw FlyteAdminError(code: .unauthorized, message: "cannot \(purpose): there is no token: \(error)")
        }
    }

    private func read(_ response: HTTPClient.Response, _ purpose: String) throws(FlyteAdminError) -> JSONValue {
        let answer = try? JSONValue(parsing: response.body)
        guard (200..<300).contains(response.status.code) else {
            let said = answer?["message"]?.string ?? "no reason"
            throw FlyteAdminError(
                code: FlyteAdminError.Code(response.status),
                message: "cannot \(purpose): \(place) answered \(response.status.code): \(said.prefix(500))"
            )
        }
        guard let answer else {
            let message = "\(place) answered no JSON; the endpoint may be that of the console, and not of flyteadmin"
            throw FlyteAdminError(code: .unexpected, message: "cannot \(purpose): \(message)")
        }
        return answer
    }

    private var place: String { "flyteadmin at \(endpoint.origin)" }
}

extension FlyteAdminError.Code {
    /// What a status means; flyteadmin's gateway derives them from gRPC's codes.
    fileprivate init(_ status: HTTPStatus) {
        switch status.code {
        case 401, 403: self = .unauthorized
        case 408, 429: self = .failed
        case 400..<500: self = .refused
        case 500...: self = .failed
        default: self = .unexpected
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import HTTPCore
internal import HTTPServer
package import JSONKit
package import PortolanRouting

/// Why somebody does not get what was asked for, as a problem document (RFC 9457).
package struct Problem: Error, Sendable, Hashable {
    package let status: HTTPStatus
    /// The kind of problem in a word, for programs.
    package let reason: String
    /// This very problem, in a sentence.
    package let detail: String
    /// The field of the request that it is about.
    package let field: String?

    /// A problem.
    package init(_ status: HTTPStatus, _ reason: String, _ detail: String, field: String? = nil) {
        self.status = status
        self.reason = reason
        self.detail = detail
        self.field = field
    }

    /// A request that is not understood.
    package static func invalid(_ detail: String, field: String? = nil) -> Problem {
        Problem(.badRequest, "InvalidRequest", detail, field: field)
    }

    /// Nobody knows who asks.
    package static func unauthorized(_ detail: String) -> Problem {
        Problem(.unauthorized, "Unauthorized", detail)
    }

    /// Whoever asks may not.
    package static func forbidden(_ detail: String) -> Problem {
        Problem(.forbidden, "Forbidden", detail)
    }

    /// Something has to come first.
    package static func unavailable(_ detail: String) -> Problem {
        Problem(.serviceUnavailable, "Unavailable", detail)
    }

    /// What a fleet says of an execution that goes nowhere: 503 where that may pass, 422 where the request has to change.
    package init(_ refusal: RoutingRefusal) {
        switch refusal {
        case .unknownDataplane:
            self.init(.unprocessableContent, refusal.reason, refusal.description, field: "dataplane")
        case .noLabel: self.init(.unprocessableContent, refusal.reason, refusal.description)
        case .unusableDataplane, .noDataplane, .nothingUsable:
            self.init(.serviceUnavailable, refusal.reason, refusal.description)
        }
    }

    /// The answer of a server.
    var response: HTTPServerResponse {
        var response = HTTPServerResponse(
            status,
            fields: ["Content-Type": "application/problem+json"],
            body: serialized()
        )
        if status == .unauthorized { response.fields["WWW-Authenticate"] = "Bearer" }
        if status == .serviceUnavailable { response.fields["Retry-After"] = "2" }
        return response
    }
}

extension Problem: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("type", "https://portolan.dev/problems/\(reason)")
            writer.field("title", title)
            writer.field("status", status.code)
            writer.field("detail", detail)
            writer.field("reason", reason)
            writer.field("field", field)
        }
    }

    /// The kind of problem, in words.
    private var title: String {
        switch reason {
        case "InvalidRequest": "The request is not understood"
        case "Unauthorized": "It is not known who asks"
        case "Forbidden": "Whoever asks may not"
        case "UnknownDataplane": "There is no such dataplane"
        case "DataplaneNotSchedulable": "The dataplane takes no new work"
        case "NoLabel": "Nothing says where the execution goes"
        case "NoDataplane": "No dataplane can take the execution"
        case "Unavailable": "Not now"
        default: "It cannot be done"
        }
    }
}

extension Problem: CustomStringConvertible {
    package var description: String { field.map { "\($0): \(detail)" } ?? detail }
}

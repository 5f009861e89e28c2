// SPDX-License-Identifier: Apache-2.0

package import HTTPCore
package import HTTPServer
internal import JSONKit
internal import KubeCore

/// What goes back to a client, before it is a response of HTTP.
package struct Answer: Sendable {
    package var status: HTTPStatus
    package var json: [UInt8]
    /// What the client is told besides, one `Warning` field each.
    package var warnings: [String]

    package init(_ status: HTTPStatus = .ok, json: [UInt8], warnings: [String] = []) {
        self.status = status
        self.json = json
        self.warnings = warnings
    }

    /// The answer to a request that failed.
    package init(_ failure: APIFailure) {
        self.init(HTTPStatus(failure.status.code), json: failure.serialized(), warnings: failure.warnings)
    }

    /// The response with the fields that every answer has.
    package func response(retryAfterSeconds: Int? = nil) -> HTTPServerResponse {
        var fields: HTTPFields = ["Cache-Control": "no-cache, private", "Content-Type": "application/json"]
        for warning in warnings { fields.append("Warning", Self.header(warning)) }
        if let retryAfterSeconds { fields.append("Retry-After", "\(retryAfterSeconds)") }
        return HTTPServerResponse(status, fields: fields, body: json)
    }

    /// A warning as RFC 9111 (section 5.5) has it: code 299, no agent, the text quoted.
    static func header(_ text: String) -> String {
        var quoted = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: quoted += " "
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return "299 - \"\(quoted)\""
    }
}

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
    /// After how long a request that failed may be sent again.
    package var retryAfterSeconds: Int?
    /// What the body is, unless it is JSON in the notation that the client wants.
    package var contentType: String?

    package init(_ status: HTTPStatus = .ok, json: [UInt8], warnings: [String] = []) {
        self.status = status
        self.json = json
        self.warnings = warnings
    }

    /// The type of a page that people read.
    static let plainText = "text/plain; charset=utf-8"

    /// A body of some other type.
    package init(_ status: HTTPStatus = .ok, body: [UInt8], contentType: String) {
        self.init(status, json: body)
        self.contentType = contentType
    }

    /// The answer to a request that failed.
    package init(_ failure: APIFailure, warnings: [String] = []) {
        let status = HTTPStatus(failure.status.code)
        guard !failure.isPage else {
            self.init(status, body: Array("\(failure.status.message)\n".utf8), contentType: Self.plainText)
            return
        }
        self.init(status, json: failure.serialized(), warnings: failure.warnings + warnings)
        retryAfterSeconds = failure.status.details.retryAfterSeconds
    }

    /// The answer to an action that leaves nothing to show.
    package static func success(_ status: HTTPStatus = .created) -> Answer {
        let body: JSONObject = [
            "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success",
            "code": .number(JSONNumber(status.code)),
        ]
        return Answer(status, json: body.serialized())
    }

    /// The response with the fields that every answer has.
    package func response(_ encoding: AnswerEncoding = AnswerEncoding()) -> HTTPServerResponse {
        var fields: HTTPFields = ["Cache-Control": "no-cache, private"]
        fields["Content-Type"] = contentType ?? encoding.notation.rawValue
        var seen: Set<String> = []
        for warning in warnings where seen.insert(warning).inserted { fields.append("Warning", Self.header(warning)) }
        if let retryAfterSeconds { fields["Retry-After"] = "\(retryAfterSeconds)" }
        let body = contentType == nil ? encoding.encode(json) : json
        return HTTPServerResponse(status, fields: fields, body: body)
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

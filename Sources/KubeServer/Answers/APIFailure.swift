// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeCore

/// A request that is not fulfilled: the `Status` that the client gets in place of an object.
package struct APIFailure: Error, CustomStringConvertible {
    package var status: APIStatus
    /// With an expired continue token: one with which the list can go on all the same.
    package var continuation: String?
    /// What the client is told besides, as if the request had been fulfilled.
    package var warnings: [String] = []
    /// Whether the details are written although they say nothing, as the API server's own router does.
    var hasEmptyDetails = false
    /// Whether the client gets the message as a page of text, as Go's own router writes it, and no `Status`.
    var isPage = false

    package init(_ code: Int, _ reason: APIReason, _ message: String) {
        status = APIStatus(code: code, reason: reason, message: message)
    }

    package var description: String { "\(status.code) \(status.reason): \(status.message)" }

    /// The same failure with a few words about what it concerns.
    package func about(
        name: String = "",
        group: String = "",
        kind: String = "",
        causes: [APIStatus.Cause] = []
    ) -> APIFailure {
        var failure = self
        failure.status.details.name = name
        failure.status.details.group = group
        failure.status.details.kind = kind
        failure.status.details.causes = causes
        return failure
    }

    /// The same failure, with details that say nothing.
    var withDetails: APIFailure {
        var failure = self
        failure.hasEmptyDetails = true
        return failure
    }

    /// The same failure, with the time after which the client may try again.
    package func retry(afterSeconds seconds: Int) -> APIFailure {
        var failure = self
        failure.status.details.retryAfterSeconds = seconds
        return failure
    }
}

extension APIFailure: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("kind", "Status")
            writer.field("apiVersion", "v1")
            writer.field("metadata", continuation.map { ["continue": .string($0)] } ?? JSONObject())
            writer.field("status", "Failure")
            writer.field("message", status.message)
            if !status.reason.text.isEmpty { writer.field("reason", status.reason.text) }
            if hasEmptyDetails || status.details != APIStatus.Details() {
                writer.field("details", StatusDetails(status.details))
            }
            writer.field("code", status.code)
        }
    }
}

/// The details of a failure or of a deletion, without what is empty.
struct StatusDetails: JSONEncodable {
    private let details: APIStatus.Details

    init(_ details: APIStatus.Details) {
        self.details = details
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            if !details.name.isEmpty { writer.field("name", details.name) }
            if !details.group.isEmpty { writer.field("group", details.group) }
            if !details.kind.isEmpty { writer.field("kind", details.kind) }
            if !details.uid.isEmpty { writer.field("uid", details.uid) }
            if !details.causes.isEmpty { writer.field("causes", details.causes.map(StatusCause.init)) }
            writer.field("retryAfterSeconds", details.retryAfterSeconds)
        }
    }
}

private struct StatusCause: JSONEncodable {
    let cause: APIStatus.Cause

    init(_ cause: APIStatus.Cause) {
        self.cause = cause
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            if !cause.reason.isEmpty { writer.field("reason", cause.reason) }
            if !cause.message.isEmpty { writer.field("message", cause.message) }
            if !cause.field.isEmpty { writer.field("field", cause.field) }
        }
    }
}

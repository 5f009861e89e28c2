// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// What a server says of a request that it did not fulfil: the kind `Status`.
package struct APIStatus: Sendable, Hashable {
    /// One of the things that were wrong.
    package struct Cause: Sendable, Hashable {
        /// A word for programs, such as `FieldValueRequired`.
        package var reason = ""
        /// A sentence for people.
        package var message = ""
        /// The path of the field, such as `spec.replicas`.
        package var field = ""

        /// A cause of which nothing has been read.
        package init() {}
    }

    /// What the failure is about.
    package struct Details: Sendable, Hashable {
        package var name = ""
        package var group = ""
        /// The resource, or the kind.
        package var kind = ""
        package var uid = ""
        package var causes: [Cause] = []
        /// After how long the request may be sent again.
        package var retryAfterSeconds: Int?

        /// Details of which nothing has been read.
        package init() {}
    }

    /// `Success` or `Failure`.
    package var status = ""
    package var message = ""
    package var reason = APIReason("")
    /// The HTTP status.
    package var code = 0
    package var details = Details()

    /// A status of which nothing has been read.
    package init() {}

    /// A status as a test or a proxy's answer needs it.
    package init(code: Int, reason: APIReason, message: String) {
        status = "Failure"
        self.code = code
        self.reason = reason
        self.message = message
    }
}

extension APIStatus: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "status": try reader.read(into: &status)
            case "message": try reader.read(into: &message)
            case "reason": reason = APIReason(try reader.read(String?.self) ?? "")
            case "code": try reader.read(into: &code)
            case "details": try reader.read(into: &details)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension APIStatus.Details: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name": try reader.read(into: &name)
            case "group": try reader.read(into: &group)
            case "kind": try reader.read(into: &kind)
            case "uid": try reader.read(into: &uid)
            case "causes": try reader.read(into: &causes)
            case "retryAfterSeconds": try reader.read(into: &retryAfterSeconds)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension APIStatus.Cause: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "reason": try reader.read(into: &reason)
            case "message": try reader.read(into: &message)
            case "field": try reader.read(into: &field)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

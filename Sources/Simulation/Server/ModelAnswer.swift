// SPDX-License-Identifier: Apache-2.0

internal import HTTPClient
internal import HTTPCore
internal import JSONKit

/// What the model answers, before the way back spoils it.
struct ModelAnswer: Sendable {
    var status: Int
    var body: [UInt8]
    var retryAfter: Int?

    init(_ object: ModelObject, status: Int = 200) {
        self.status = status
        body = object.text
    }

    init(list: JSONValue) {
        status = 200
        body = list.serialized()
    }

    init(_ refusal: ModelRefusal) {
        status = refusal.code
        body = JSONValue.object(refusal.body).serialized()
        retryAfter = refusal.retryAfter
    }

    var fields: HTTPFields {
        var fields: HTTPFields = ["Content-Type": "application/json"]
        fields["Retry-After"] = retryAfter.map { "\($0)" }
        return fields
    }
}

extension ModelRefusal {
    static func overloaded(retryAfter: Int?) -> ModelRefusal {
        ModelRefusal(code: 429, reason: "TooManyRequests", message: "too many requests", retryAfter: retryAfter)
    }

    static let internalError = ModelRefusal(code: 500, reason: "InternalError", message: "etcdserver: no leader")

    static let unavailable = ModelRefusal(code: 503, reason: "ServiceUnavailable", message: "apiserver not ready")

    static func badRequest(_ message: String) -> ModelRefusal {
        ModelRefusal(code: 400, reason: "BadRequest", message: message)
    }
}

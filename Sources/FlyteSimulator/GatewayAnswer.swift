// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import HTTPServer
internal import JSONKit

/// How flyteadmin's gateway writes its answers.
enum GatewayAnswer {
    /// An error in the form of the gateway, with the number of gRPC's code.
    struct Failure: Error {
        let code: Int
        let status: HTTPStatus
        let message: String

        static func invalid(_ message: String) -> Failure {
            Failure(code: 3, status: .badRequest, message: message)
        }

        static func notFound(_ message: String) -> Failure {
            Failure(code: 5, status: .notFound, message: message)
        }

        static func unauthenticated() -> Failure {
            Failure(code: 16, status: .unauthorized, message: "token parse error")
        }
    }

    static func failure(_ failure: Failure) -> HTTPServerResponse {
        let body: JSONValue = [
            "code": .number(JSONNumber(failure.code)), "message": .string(failure.message), "details": [],
        ]
        return response(failure.status, body, isExact: true)
    }

    /// A response; the names of the fields are those of the protocol only for who asks for `application/json` exactly.
    static func response(_ status: HTTPStatus, _ body: JSONValue, isExact: Bool) -> HTTPServerResponse {
        let value = isExact ? body : body.camelCased
        return HTTPServerResponse(status, fields: ["Content-Type": "application/json"], body: value.serialized())
    }
}

extension JSONValue {
    /// The value with `lowerCamelCase` names of fields, as the gateway's other marshaller writes them.
    fileprivate var camelCased: JSONValue {
        switch self {
        case .object(let object):
            var renamed = JSONObject()
            for (key, value) in object { renamed[key.camelCased] = value.camelCased }
            return .object(renamed)
        case .array(let elements): return .array(elements.map(\.camelCased))
        default: return self
        }
    }
}

extension String {
    /// `launchPlan` for `launch_plan`.
    var camelCased: String {
        let words = split(separator: "_", omittingEmptySubsequences: false)
        return words.dropFirst().reduce(String(words[0])) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }
}

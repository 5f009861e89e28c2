// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import TestSupport
import Testing

@Suite("Errors of an API server")
struct APIErrorTests {
    /// The answers to all the questions that can be asked of an error.
    static func classes(of error: APIError) -> Set<String> {
        let answers: [(String, Bool)] = [
            ("notFound", error.isNotFound), ("alreadyExists", error.isAlreadyExists), ("conflict", error.isConflict),
            ("fieldManagerConflict", error.isFieldManagerConflict), ("expired", error.isExpired),
            ("tooLarge", error.isResourceVersionTooLarge), ("unauthorized", error.isUnauthorized),
            ("forbidden", error.isForbidden), ("invalid", error.isInvalid), ("badRequest", error.isBadRequest),
            ("tooManyRequests", error.isTooManyRequests), ("serverFailure", error.isServerFailure),
        ]
        return Set(answers.filter(\.1).map(\.0))
    }

    struct Case: CustomTestStringConvertible {
        let json: String
        let classes: Set<String>
        var testDescription: String { json }

        init(_ json: String, _ classes: Set<String>) {
            self.json = json
            self.classes = classes
        }
    }

    static let rows: [Case] = [
        Case(#"{"reason": "NotFound", "code": 404}"#, ["notFound"]),
        Case(#"{"code": 404}"#, ["notFound"]),
        Case(#"{"reason": "AlreadyExists", "code": 409}"#, ["alreadyExists"]),
        Case(#"{"reason": "Conflict", "code": 409}"#, ["conflict"]),
        Case(#"{"code": 409}"#, ["conflict"]),
        Case(
            #"{"reason": "Conflict", "code": 409, "details": {"causes": [{"reason": "FieldManagerConflict"}]}}"#,
            ["conflict", "fieldManagerConflict"]
        ),
        Case(#"{"reason": "Expired", "code": 410}"#, ["expired"]),
        Case(#"{"reason": "Gone", "code": 410}"#, ["expired"]),
        Case(#"{"code": 410}"#, ["expired"]),
        Case(
            #"{"reason": "Timeout", "code": 504, "details": {"causes": [{"reason": "ResourceVersionTooLarge"}]}}"#,
            ["tooLarge", "serverFailure"]
        ),
        Case(#"{"reason": "Unauthorized", "code": 401}"#, ["unauthorized"]),
        Case(#"{"reason": "Forbidden", "code": 403}"#, ["forbidden"]),
        Case(#"{"reason": "Invalid", "code": 422}"#, ["invalid"]),
        Case(#"{"reason": "BadRequest", "code": 400}"#, ["badRequest"]),
        Case(#"{"reason": "TooManyRequests", "code": 429}"#, ["tooManyRequests"]),
        Case(#"{"reason": "InternalError", "code": 500}"#, ["serverFailure"]),
        Case(#"{"reason": "ServiceUnavailable", "code": 503}"#, ["serverFailure"]),
        Case(#"{"code": 502}"#, ["serverFailure"]),
        Case(#"{"reason": "SomethingNew", "code": 418}"#, []),
        // The reason counts where both are there: a webhook may refuse with any code.
        Case(#"{"reason": "Forbidden", "code": 404}"#, ["forbidden"]),
    ]

    @Test("what an answer is", arguments: rows)
    func classification(_ row: Case) throws {
        let error = APIError("get pods", try APIStatus(parsing: row.json))
        #expect(Self.classes(of: error) == row.classes)
    }

    @Test("an error of this side is none of the server's")
    func ownErrors() {
        #expect(Self.classes(of: APIError(.transport, "get pods", "connection refused")).isEmpty)
    }

    @Test("a message says the verb, the resource, the object and the server's words", .tags(.wording))
    func message() throws {
        let request = try KubeRequest.create(secrets, namespace: "flyte", [:] as JSONValue)
        let exists = APIStatus(code: 409, reason: .alreadyExists, message: #"secrets "x" already exists"#)
        #expect(
            APIError(request.operation, exists).description
                == #"create secrets in "flyte": 409 AlreadyExists: secrets "x" already exists"#
        )
        #expect(
            APIError("get /x", APIStatus(code: 502, reason: APIReason(""), message: "")).description
                == "get /x: 502: Bad Gateway"
        )
        #expect(
            APIError(.timeout, "list pods", "no answer within 30 seconds").description
                == "list pods: no answer within 30 seconds"
        )
    }

    @Test("details are read whole")
    func details() throws {
        let status = try APIStatus(
            parsing: #"""
                {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "message": "m",
                 "reason": "Invalid", "code": 422, "details": {"name": "n", "group": "g", "kind": "k", "uid": "u",
                   "causes": [{"reason": "FieldValueRequired", "message": "Required value", "field": "spec.a"}],
                   "retryAfterSeconds": 3}}
                """#
        )
        let error = APIError("create k", status)
        #expect(error.causes.map(\.field) == ["spec.a"])
        #expect(error.causes.map(\.message) == ["Required value"])
        #expect(error.retryAfter == .seconds(3))
        #expect(status.details.kind == "k")
        #expect(APIError("create k", status, retryAfter: .seconds(9)).retryAfter == .seconds(9))
    }

    @Test("nulls in a status are nothing")
    func nulls() throws {
        let status = try APIStatus(parsing: #"{"reason": null, "details": null, "code": null, "message": null}"#)
        #expect(status == APIStatus())
    }
}

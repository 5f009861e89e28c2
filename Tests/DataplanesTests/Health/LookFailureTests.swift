// SPDX-License-Identifier: Apache-2.0

import Dataplanes
import HTTPClient
import KubeCore
import TestSupport
import Testing

@Suite("What a failed request says of a dataplane")
struct LookFailureTests {
    struct Case: CustomTestStringConvertible {
        let name: String
        let error: APIError
        let reason: LookFailure.Reason
        let text: String

        var testDescription: String { "\(name) is \(reason.rawValue)" }

        init(_ name: String, _ error: APIError, _ reason: LookFailure.Reason, _ text: String) {
            self.name = name
            self.error = error
            self.reason = reason
            self.text = text
        }

        init(_ code: HTTPClientError.Code, _ reason: LookFailure.Reason, _ text: String, words: String = "") {
            let failure = HTTPClientError(code, request: "GET https://a", reason: words)
            self.init("\(code)", APIError(.transport, "get a", "", cause: failure), reason, text)
        }

        init(status: Int, _ word: APIReason, _ reason: LookFailure.Reason, _ text: String) {
            // What the other side says is not repeated: an endpoint is a user's choice.
            let answer = APIStatus(code: status, reason: word, message: Samples.canary)
            self.init("\(status)", APIError("get a", answer), reason, text)
        }
    }

    static let cases = [
        Case(.dns, .dns, "the host of the endpoint was not found"),
        Case(.timeout(.resolve), .dns, "the host of the endpoint was not found"),
        Case(.connect(.refused), .unreachable, "the connection was refused"),
        Case(.connect(.unreachable), .unreachable, "the host cannot be reached"),
        Case(.connect(.other), .unreachable, "no connection"),
        Case(
            .connect(.notAllowed),
            .addressNotAllowed,
            "127.0.0.1 is an address that must not be connected to; dataplanes.allowedAddresses lists exceptions",
            words: "127.0.0.1 is an address that must not be connected to"
        ),
        Case(.timeout(.connect), .timeout, "time-out"),
        Case(.timeout(.handshake), .timeout, "time-out"),
        Case(.timeout(.total), .timeout, "time-out"),
        Case(.cancelled, .timeout, "cancelled"),
        Case(.reset, .unreachable, "the connection ended before the response"),
        Case(.protocolViolation, .serverError, "the server did not send HTTP", words: Samples.canary),
        Case(.limit(.responseBody), .serverError, "the body of the response is too large"),
        Case("a time-out of the client", APIError(.timeout, "get a", ""), .timeout, "no answer in time"),
        Case("nonsense", APIError(.undecodable, "get a", Samples.canary), .serverError, "not that of a Kubernetes API"),
        Case(status: 401, .unauthorized, .unauthorized, "the server does not know the credential (401)"),
        Case(status: 403, .forbidden, .forbidden, "the credential may not do this (403)"),
        Case(status: 404, .notFound, .serverError, "the server answered 404"),
        Case(status: 500, .internalError, .serverError, "the server answered 500"),
        Case(status: 503, .serviceUnavailable, .serverError, "the server answered 503"),
    ]

    @Test("is one reason, and a message that says what was attempted and repeats nobody", arguments: cases)
    func reason(_ row: Case) {
        let failure = LookFailure(row.error)
        #expect(failure.reason == row.reason)
        #expect(failure.message.hasPrefix("get a: ") && failure.message.contains(row.text), "\(failure.message)")
        #expect(!failure.message.contains(Samples.canary))
    }

    @Test("is about access when the server answered and did not let Portolan in")
    func access() {
        let about = LookFailure.Reason.allCases.filter { LookFailure($0, "").isAboutAccess }
        #expect(about == [.unauthorized, .forbidden])
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPClient
import HTTPCore
import JSONKit
import KubeClient
import KubeCore
import Synchronization
import TestSupport
import Testing

@Suite("Sending requests", .timeLimit(.minutes(1)))
struct RequestSendingTests {
    static let key = ObjectKey(namespace: "flyte", name: "x")
    static let secrets = CoreV1.Secret.resourceType
    static let object: JSONValue = ["metadata": ["name": "x"]]

    @Test("an object is read in the form that is asked for")
    func forms() async throws {
        let scripted = ScriptedClient(Array(repeating: .init(AnswerText.secret), count: 3))
        #expect(try await scripted.client.get(CoreV1.Secret.self, Self.key).metadata.name == "x")
        #expect(try await scripted.client.get(Self.secrets, Self.key).serializedText() == AnswerText.secret)
        #expect(try await scripted.client.find(CoreV1.Secret.self, Self.key) != nil)
    }

    @Test("an object that is not there is nil to who only looks for it, and an error to who wants it")
    func absence() async throws {
        let missing = ScriptedTransport.Answer(.notFound, AnswerText.status(404, "NotFound"))
        let scripted = ScriptedClient([missing, missing])
        #expect(try await scripted.client.find(CoreV1.Secret.self, Self.key) == nil)
        let error = await #expect(throws: APIError.self) { try await scripted.client.get(CoreV1.Secret.self, Self.key) }
        #expect(error?.isNotFound == true)
        #expect(error?.description == #"get secrets "flyte/x": 404 NotFound: no"#)
    }

    struct Refusal: CustomTestStringConvertible {
        let testDescription: String
        let answer: ScriptedTransport.Answer
        let message: String
    }

    static let refusals: [Refusal] = [
        Refusal(
            testDescription: "an API server",
            answer: .init(.conflict, AnswerText.status(409, "AlreadyExists", "it exists")),
            message: #"create secrets in "flyte": 409 AlreadyExists: it exists"#
        ),
        Refusal(
            testDescription: "a proxy with a page",
            answer: .init(.badGateway, "<html>\n<h1>502</h1>"),
            message: #"create secrets in "flyte": 502 InternalError: <html>"#
        ),
        Refusal(
            testDescription: "something without words",
            answer: .init(HTTPStatus(418)),
            message: #"create secrets in "flyte": 418"#
        ),
        Refusal(
            testDescription: "a redirect, which is not followed",
            answer: .init(HTTPStatus(302), fields: ["Location": "https://evil"]),
            message: #"create secrets in "flyte": 302: Found"#
        ),
        Refusal(
            testDescription: "JSON that is no status",
            answer: .init(.forbidden, #"{"error": "denied"}"#),
            message: #"create secrets in "flyte": 403 Forbidden: {"error": "denied"}"#
        ),
    ]

    @Test("whoever refuses is quoted", .tags(.wording), arguments: refusals)
    func refusal(_ row: Refusal) async {
        let scripted = ScriptedClient([row.answer])
        let error = await #expect(throws: APIError.self) {
            try await scripted.client.create(Self.secrets, namespace: "flyte", Self.object)
        }
        #expect(error?.description == row.message)
        #expect(error?.code == .refused)
    }

    @Test("an answer that is something else is an error that says where it went wrong")
    func undecodable() async {
        let scripted = ScriptedClient([.init(#"{"kind":"ConfigMap"}"#)])
        let error = await #expect(throws: APIError.self) { try await scripted.client.get(CoreV1.Secret.self, Self.key) }
        #expect(error?.code == .undecodable)
        #expect(error?.message.contains("ConfigMap is no Secret") == true)
    }

    /// Credentials of which there is a new one after each refusal.
    final class Renewing: CredentialSource {
        private let number = Mutex(1)

        func credential() -> Credential {
            Credential(authorization: Secret("Bearer t\(number.withLock { $0 })"))
        }

        func refused(_ credential: Credential) -> Bool {
            number.withLock { $0 += 1 }
            return true
        }
    }

    @Test("credentials that are refused are refreshed once, whatever the verb")
    func refresh() async throws {
        let unauthorized = ScriptedTransport.Answer(.unauthorized, AnswerText.status(401, "Unauthorized"))
        let scripted = ScriptedClient([unauthorized, .init(AnswerText.secret)], credentials: Renewing())
        try await scripted.client.create(Self.secrets, namespace: "flyte", Self.object)
        #expect(scripted.transport.requests.map { $0.fields["Authorization"] } == ["Bearer t1", "Bearer t2"])

        let hopeless = ScriptedClient([unauthorized, unauthorized, unauthorized], credentials: Renewing())
        let error = await #expect(throws: APIError.self) { try await hopeless.client.version() }
        #expect(error?.isUnauthorized == true)
        #expect(hopeless.transport.requests.count == 2)
    }

    @Test("credentials that cannot be renewed are not tried again")
    func noRefresh() async throws {
        let unauthorized = ScriptedTransport.Answer(.unauthorized, AnswerText.status(401, "Unauthorized"))
        let scripted = ScriptedClient([unauthorized]) { configuration, _ in
            configuration.credentials = .token(Secret("t"))
        }
        await #expect(throws: APIError.self) { try await scripted.client.version() }
        #expect(scripted.transport.requests.count == 1)
    }

    @Test("credentials refused at the opening of a watch are refreshed too")
    func refreshOfWatch() async throws {
        let unauthorized = ScriptedTransport.Answer(.unauthorized, AnswerText.status(401, "Unauthorized"))
        let scripted = ScriptedClient([unauthorized, .init("")], credentials: Renewing())
        _ = try await scripted.client.watch(CoreV1.Secret.self, WatchOptions(.mostRecent))
        #expect(scripted.transport.requests.count == 2)
    }

    @Test("without credentials nothing is sent")
    func noCredentials() async {
        let scripted = ScriptedClient([]) { configuration, _ in configuration.credentials = .tokenFile("/nowhere/token")
        }
        let error = await #expect(throws: APIError.self) { try await scripted.client.version() }
        #expect(
            error?.description == "get /version: cannot read the token in /nowhere/token: No such file or directory"
        )
        #expect(error?.code == .credentials)
        #expect(scripted.transport.requests.isEmpty)
    }

    @Test("an observer hears of the end, with warnings of the server")
    func observer() async throws {
        let warning = #"299 - "v1 Widget is \"old\"""#
        let scripted = ScriptedClient([
            .init(AnswerText.secret, fields: ["Warning": warning]),
            .init(.forbidden, AnswerText.status(403, "Forbidden")),
        ])
        _ = try await scripted.client.get(CoreV1.Secret.self, Self.key)
        let first = try #require(scripted.reports.last)
        #expect(first.request.verb == .get && first.request.target?.type == Self.secrets)
        #expect(first.status == 200 && first.error == nil && first.attempts == 1)
        #expect(first.warnings == [#"v1 Widget is "old""#])
        _ = try? await scripted.client.get(CoreV1.Secret.self, Self.key)
        #expect(scripted.reports.count == 2)
        #expect(scripted.reports.last?.status == 403 && scripted.reports.last?.error?.isForbidden == true)
    }

    @Test("a deletion is done, or has begun")
    func deletion() async throws {
        let scripted = ScriptedClient([
            .init(#"{"kind":"Status","status":"Success","details":{"name":"x","uid":"u"}}"#),
            .init(#"{"kind":"Secret","metadata":{"name":"x","resourceVersion":"9","finalizers":["a"]}}"#),
            .init(#"{"kind":"SecretList","items":[]}"#),
        ])
        #expect(try await scripted.client.delete(Self.secrets, Self.key) == .done)
        guard case .begun(let metadata) = try await scripted.client.delete(Self.secrets, Self.key) else {
            Issue.record("an object with a finalizer is not gone")
            return
        }
        #expect(metadata.resourceVersion == ResourceVersion("9"))
        try await scripted.client.deleteCollection(Self.secrets, namespace: "flyte")
        #expect(scripted.transport.lines.last == "DELETE /api/v1/namespaces/flyte/secrets")
    }
}

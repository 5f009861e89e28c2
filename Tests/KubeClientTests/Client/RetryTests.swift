// SPDX-License-Identifier: Apache-2.0

import HTTPClient
import HTTPCore
import JSONKit
import KubeClient
import KubeCore
import TestSupport
import Testing

@Suite("81: repeating requests", .timeLimit(.minutes(1)))
struct RetryTests {
    static let ok = ScriptedTransport.Answer(AnswerText.secret)

    static func busy(_ code: Int, retryAfter: String? = nil) -> ScriptedTransport.Answer {
        var fields: HTTPFields = [:]
        fields["Retry-After"] = retryAfter
        return ScriptedTransport.Answer(HTTPStatus(code), AnswerText.status(code, ""), fields: fields)
    }

    enum Verb: String {
        case get
        case create
        case apply
        case watch
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let verb: Verb
        let answers: [ScriptedTransport.Answer]
        let attempts: Int
        let isSuccess: Bool

        init(_ name: String, _ verb: Verb, _ answers: [ScriptedTransport.Answer], attempts: Int, isSuccess: Bool) {
            testDescription = name
            self.verb = verb
            self.answers = answers
            self.attempts = attempts
            self.isSuccess = isSuccess
        }
    }

    static let rows: [Case] = [
        Case(
            "a busy server is asked again, whatever the verb",
            .create,
            [busy(429, retryAfter: "1"), ok],
            attempts: 2,
            isSuccess: true
        ),
        Case("a busy server that names no time too", .get, [busy(429), busy(429), ok], attempts: 3, isSuccess: true),
        Case(
            "a reading is repeated when the server asks for it",
            .get,
            [busy(503, retryAfter: "2"), ok],
            attempts: 2,
            isSuccess: true
        ),
        Case("an intent too", .apply, [busy(500, retryAfter: "2"), ok], attempts: 2, isSuccess: true),
        Case(
            "a creation is not: it may have happened",
            .create,
            [busy(503, retryAfter: "2"), ok],
            attempts: 1,
            isSuccess: false
        ),
        Case(
            "an error of a server that does not ask is not repeated",
            .get,
            [busy(503), ok],
            attempts: 1,
            isSuccess: false
        ),
        Case("nor is what makes no sense", .get, [busy(400, retryAfter: "1"), ok], attempts: 1, isSuccess: false),
        Case(
            "there is an end",
            .get,
            Array(repeating: busy(429, retryAfter: "1"), count: 9),
            attempts: 5,
            isSuccess: false
        ),
        Case("nobody waits for an hour", .get, [busy(429, retryAfter: "3600"), ok], attempts: 1, isSuccess: false),
        Case("a watch is never repeated", .watch, [busy(429, retryAfter: "1"), ok], attempts: 1, isSuccess: false),
    ]

    @Test("how often a request is sent", arguments: rows)
    func attempts(_ row: Case) async throws {
        let scripted = ScriptedClient(row.answers)
        let result = await Result {
            try await scripted.whileTimePasses { client in try await Self.send(row.verb, client) }
        }
        #expect(scripted.transport.requests.count == row.attempts)
        #expect(scripted.reports.last?.attempts == row.attempts)
        let isSuccess = if case .success = result { true } else { false }
        #expect(isSuccess == row.isSuccess)
    }

    private static func send(_ verb: Verb, _ client: KubeClient) async throws {
        let key = ObjectKey(namespace: "flyte", name: "x")
        let type = CoreV1.Secret.resourceType
        let object: JSONValue = ["metadata": ["name": "x"]]
        switch verb {
        case .get: _ = try await client.get(type, key)
        case .create: try await client.create(type, namespace: "flyte", object)
        case .apply: try await client.apply(type, key, object, ApplyOptions(fieldManager: "m"))
        case .watch: _ = try await client.watch(type, WatchOptions(.mostRecent))
        }
    }

    @Test("the body is sent again, and the server is left in peace for as long as it asks")
    func waiting() async throws {
        let scripted = ScriptedClient([Self.busy(429, retryAfter: "7"), Self.ok])
        try await scripted.whileTimePasses { client in try await Self.send(.create, client) }
        #expect(scripted.clock.elapsed >= .seconds(7) && scripted.clock.elapsed < .seconds(8))
        let requests = scripted.transport.requests
        #expect(requests.count == 2)
        let areReplayable = requests.map(\.body.isReplayable)
        #expect(areReplayable == [true, true])
    }

    @Test("who is cancelled while waiting waits no longer")
    func cancellation() async throws {
        let scripted = ScriptedClient([Self.busy(429, retryAfter: "7"), Self.ok])
        let task = Task { try await scripted.client.version() }
        await scripted.clock.sleepers()
        task.cancel()
        let error = await #expect(throws: APIError.self) { try await task.value }
        #expect(error?.code == .cancelled)
        #expect(scripted.transport.requests.count == 1)
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}

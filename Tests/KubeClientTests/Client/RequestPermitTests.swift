// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPClient
import HTTPCore
import KubeClient
import KubeCore
import Synchronization
import Testing

@Suite("Permission to send", .timeLimit(.minutes(1)))
struct RequestPermitTests {
    /// Permits so many requests.
    final class Tickets: RequestPermit {
        private let left: Mutex<Int>

        init(_ count: Int) {
            left = Mutex(count)
        }

        func permission(for request: KubeRequest) throws(APIError) -> Duration? {
            let isPermitted = left.withLock { left in
                left -= 1
                return left >= 0
            }
            guard isPermitted else { throw APIError(.notPermitted, request.operation, "no ticket") }
            return .seconds(3)
        }
    }

    static let key = ObjectKey(namespace: "flyte", name: "x")

    @Test("what is not permitted is not sent")
    func refusal() async throws {
        let scripted = ScriptedClient([.init(AnswerText.secret)])
        let client = scripted.client.asking(Tickets(0))
        let error = await #expect(throws: APIError.self) { try await client.get(CoreV1.Secret.self, Self.key) }
        #expect(error?.code == .notPermitted)
        #expect(scripted.transport.requests.isEmpty)
        #expect(scripted.reports.last?.error?.code == .notPermitted)
    }

    @Test("a request takes no longer than is permitted")
    func limit() async throws {
        let scripted = ScriptedClient([.init(AnswerText.secret), .init(AnswerText.secret)])
        _ = try await scripted.client.get(CoreV1.Secret.self, Self.key)
        _ = try await scripted.client.asking(Tickets(1)).get(CoreV1.Secret.self, Self.key)
        #expect(scripted.transport.requests.map(\.timeouts?.total) == [.seconds(60), .seconds(3)])
    }

    @Test("who asked once asks again before it is repeated")
    func repetition() async throws {
        let later = ScriptedTransport.Answer(
            .tooManyRequests,
            AnswerText.status(429, "TooManyRequests"),
            fields: ["Retry-After": "1"]
        )
        let scripted = ScriptedClient([later, .init(AnswerText.secret)])
        let error = await #expect(throws: APIError.self) {
            try await scripted.whileTimePasses { try await $0.asking(Tickets(1)).get(CoreV1.Secret.self, Self.key) }
        }
        #expect(error?.code == .notPermitted)
        #expect(scripted.transport.requests.count == 1)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import Synchronization
import TestSupport
import Testing

@testable import HTTPClient

/// Answers each request with the next of its answers.
private final class FakeTransport: HTTPTransport {
    private let answers: Mutex<[Result<HTTPClient.Response, HTTPClientError>]>
    let count = Mutex(0)

    init(_ answers: [Result<HTTPClient.Response, HTTPClientError>]) {
        self.answers = Mutex(answers)
    }

    func send(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.Response {
        count.withLock { $0 += 1 }
        return try answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }.get()
    }

    func stream(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.StreamingResponse {
        let response = try await send(request)
        return .init(status: response.status, fields: response.fields, body: ResponseBody([response.body]))
    }
}

@Suite("Retries", .timeLimit(.minutes(1)))
struct RetryTests {
    private typealias Answer = Result<HTTPClient.Response, HTTPClientError>

    private static func failure(_ code: HTTPClientError.Code, requestWasSent: Bool = false) -> HTTPClientError {
        HTTPClientError(code, request: "GET", reason: "", requestWasSent: requestWasSent)
    }

    /// An outcome of a first attempt, and whether there is a second.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let outcome: RetryPolicy.Outcome
        var mayBeRepeated = true
        var elapsed = Duration.zero
        var change: @Sendable (inout RetryPolicy) -> Void = { _ in }
        /// The bounds of the wait, nil for none.
        let wait: ClosedRange<Duration>?
    }

    private static let jitter = Duration.zero...Duration.milliseconds(100)

    static let cases = [
        Case(
            testDescription: "503 with a time",
            outcome: .response(.serviceUnavailable, retryAfter: .seconds(3)),
            wait: .seconds(3)...(.seconds(3) + .milliseconds(100))
        ),
        Case(
            testDescription: "429 without a time",
            outcome: .response(.tooManyRequests, retryAfter: nil),
            wait: jitter
        ),
        Case(
            testDescription: "a time that is too long",
            outcome: .response(.serviceUnavailable, retryAfter: .seconds(61)),
            wait: nil
        ),
        Case(
            testDescription: "a request that may not be repeated",
            outcome: .response(.serviceUnavailable, retryAfter: .zero),
            mayBeRepeated: false,
            wait: nil
        ),
        Case(testDescription: "a success", outcome: .response(.ok, retryAfter: .zero), wait: nil),
        Case(testDescription: "another error", outcome: .response(.internalServerError, retryAfter: .zero), wait: nil),
        Case(testDescription: "a refused connection", outcome: .failure(failure(.connect(.refused))), wait: jitter),
        Case(testDescription: "a reset", outcome: .failure(failure(.reset, requestWasSent: true)), wait: jitter),
        Case(
            testDescription: "a refused connection of what may not be repeated",
            outcome: .failure(failure(.connect(.refused))),
            mayBeRepeated: false,
            wait: nil
        ),
        Case(
            testDescription: "a refused connection, when unsent requests are repeated",
            outcome: .failure(failure(.connect(.refused))),
            mayBeRepeated: false,
            change: { $0.repeatsUnsentRequests = true },
            wait: jitter
        ),
        Case(
            testDescription: "a reset, when only unsent requests are repeated",
            outcome: .failure(failure(.reset, requestWasSent: true)),
            mayBeRepeated: false,
            change: { $0.repeatsUnsentRequests = true },
            wait: nil
        ),
        Case(testDescription: "a certificate", outcome: .failure(failure(.tls(.expired))), wait: nil),
        Case(testDescription: "a cancellation", outcome: .failure(failure(.cancelled)), wait: nil),
        Case(testDescription: "a request that took too long", outcome: .failure(failure(.timeout(.total))), wait: nil),
        Case(
            testDescription: "a wait beyond the deadline",
            outcome: .response(.serviceUnavailable, retryAfter: .seconds(3)),
            elapsed: .seconds(118),
            wait: nil
        ),
        Case(
            testDescription: "a single attempt",
            outcome: .failure(failure(.reset)),
            change: { $0.maximumAttempts = 1 },
            wait: nil
        ),
    ]

    @Test("the policy decides", arguments: cases)
    func decisions(_ row: Case) {
        var policy = RetryPolicy()
        row.change(&policy)
        var random = SeededRandom(Seed(1))
        var backoff = policy.makeBackoff()
        let decision = policy.decide(
            after: row.outcome,
            mayBeRepeated: row.mayBeRepeated,
            backoff: &backoff,
            elapsed: row.elapsed,
            using: &random
        )
        switch (decision, row.wait) {
        case (.giveUp, nil): break
        case (.retry(let delay), let wait?): #expect(wait.contains(delay))
        default: Issue.record("\(decision) is not what was expected")
        }
    }

    @Test("Retry-After is read as seconds or as a date")
    func retryAfter() {
        let now = Timestamp(secondsSinceEpoch: 784_111_777)
        let read = { (text: String) in HTTPFields([.init("Retry-After", text)]).retryAfter(now: now) }
        #expect(read("120") == .seconds(120))
        #expect(read("Sun, 06 Nov 1994 08:49:47 GMT") == .seconds(10))
        #expect(read("Sun, 06 Nov 1994 08:49:27 GMT") == .zero)
        #expect(read("99999999999999999999999") == .seconds(1 << 40))
        for text in ["", "-1", "1.5", "soon", "+3"] { #expect(read(text) == nil) }
        #expect(HTTPFields().retryAfter(now: now) == nil)
    }

    private func url() throws -> HTTPURL { try HTTPURL(parsing: "https://host/") }

    @Test("a request is sent again after the time that the server asks for")
    func retried() async throws {
        let clock = ManualClock()
        let busy = HTTPClient.Response(status: .serviceUnavailable, fields: ["Retry-After": "7"])
        let base = FakeTransport([.success(busy), .failure(Self.failure(.reset)), .success(.init(status: .ok))])
        let retrying = Retrying(clock: clock, wallClock: clock.wallClock, random: SeededRandom(Seed(3)))
        let transport = base.behind(retrying)
        let request = HTTPClient.Request(.get, try url())
        let response = Task { try await transport.send(request) }
        await clock.sleepers()
        #expect(try #require(clock.timeToNextWake) >= .seconds(7))
        clock.advance(by: .seconds(8))
        await clock.sleepers()
        clock.advance(by: .seconds(1))
        #expect(try await response.value.status == .ok)
        #expect(base.count.withLock { $0 } == 3)
    }

    @Test("when attempts run out, the last response is the answer")
    func exhausted() async throws {
        let base = FakeTransport([.success(.init(status: .tooManyRequests, fields: ["X": "y"]))])
        var policy = RetryPolicy()
        policy.maximumAttempts = 3
        policy.baseDelay = .microseconds(1)
        policy.maximumDelay = .microseconds(1)
        let transport = base.behind(Retrying(policy))
        let response = try await transport.stream(.init(.get, try url()))
        #expect(response.status == .tooManyRequests)
        #expect(base.count.withLock { $0 } == 3)
    }

    @Test("what may not be repeated is sent once", arguments: [true, false])
    func unrepeatable(isPost: Bool) async throws {
        let base = FakeTransport([.failure(Self.failure(.reset))])
        let stream = RequestBody.stream { try await $0.write([1]) }
        let request = HTTPClient.Request(isPost ? .post : .put, try url(), body: isPost ? .none : stream)
        #expect(await base.behind(Retrying()).failure(of: request)?.code == .reset)
        #expect(base.count.withLock { $0 } == 1)
    }

    @Test("a POST that is said to be idempotent is repeated")
    func idempotentPost() async throws {
        let base = FakeTransport([.failure(Self.failure(.reset)), .success(.init(status: .ok))])
        var request = HTTPClient.Request(.post, try url(), body: .text("x"))
        request.isIdempotent = true
        #expect(try await base.behind(Retrying()).send(request).status == .ok)
    }

    @Test("a cancelled task does not wait for another attempt")
    func cancelled() async throws {
        let clock = ManualClock()
        let base = FakeTransport([.failure(Self.failure(.reset))])
        let transport = base.behind(Retrying(clock: clock))
        let request = HTTPClient.Request(.get, try url())
        let task = Task { await transport.failure(of: request) }
        await clock.sleepers()
        task.cancel()
        #expect(await task.value?.code == .cancelled)
    }
}

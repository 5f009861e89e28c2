// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPClient
import HTTPCore
import KubeClient
import Synchronization
import TestSupport

/// A server that answers each request with the next line of a script, and remembers what it was asked.
final class ScriptedTransport: HTTPTransport {
    /// An answer.
    struct Answer: Sendable {
        var status = HTTPStatus.ok
        var fields: HTTPFields = [:]
        var chunks: [[UInt8]]

        init(_ text: String, fields: HTTPFields = [:]) {
            self.init(.ok, text, fields: fields)
        }

        init(_ status: HTTPStatus, _ text: String = "", fields: HTTPFields = [:]) {
            self.init(status, fields: fields, chunks: [Array(text.utf8)])
        }

        init(_ status: HTTPStatus = .ok, fields: HTTPFields = [:], chunks: [[UInt8]]) {
            self.status = status
            self.fields = fields
            self.chunks = chunks
        }
    }

    private let answers: Mutex<ArraySlice<Answer>>
    private let seen = Mutex<[HTTPClient.Request]>([])

    init(_ answers: [Answer]) {
        self.answers = Mutex(answers[...])
    }

    /// What was asked so far.
    var requests: [HTTPClient.Request] { seen.withLock { $0 } }

    /// The method, the path and the query of each request.
    var lines: [String] { requests.map { "\($0.method) \($0.url.target)" } }

    func send(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.Response {
        let answer = next(request)
        return HTTPClient.Response(status: answer.status, fields: answer.fields, body: Array(answer.chunks.joined()))
    }

    func stream(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.StreamingResponse {
        let answer = next(request)
        return HTTPClient.StreamingResponse(
            status: answer.status,
            fields: answer.fields,
            body: ResponseBody(answer.chunks)
        )
    }

    private func next(_ request: HTTPClient.Request) -> Answer {
        seen.withLock { $0.append(request) }
        return answers.withLock { $0.popFirst() } ?? Answer(HTTPStatus(599), "the script is at its end")
    }
}

/// A client on a script, with a clock that is moved by hand.
struct ScriptedClient {
    let transport: ScriptedTransport
    let clock = ManualClock()
    let reports = Reports()
    let client: KubeClient

    /// Remembers reports.
    final class Reports: RequestObserver {
        private let all = Mutex<[RequestReport]>([])
        var last: RequestReport? { all.withLock { $0.last } }
        var count: Int { all.withLock { $0.count } }

        func requestFinished(_ report: RequestReport) {
            all.withLock { $0.append(report) }
        }
    }

    init(
        _ answers: [ScriptedTransport.Answer],
        credentials: (any CredentialSource)? = nil,
        configure: (inout KubeConfiguration, inout KubeClientOptions) -> Void = { _, _ in }
    ) {
        let transport = ScriptedTransport(answers)
        var configuration = KubeConfiguration(
            server: HTTPURL(scheme: .https, host: "api", port: 6443, target: ""),
            origin: "a test"
        )
        var options = KubeClientOptions(userAgent: "test/1")
        options.clock = clock
        options.wallClock = clock.wallClock
        options.observer = reports
        options.retries.baseDelay = .nanoseconds(1)
        configure(&configuration, &options)
        self.transport = transport
        client = KubeClient(configuration, options, credentials: credentials) { _ in transport }
    }

    /// What an operation gives while somebody moves the clock to whatever is waited for.
    func whileTimePasses<Value: Sendable>(
        _ body: @escaping @Sendable (KubeClient) async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body(client) }
            group.addTask {
                while !Task.isCancelled { await clock.advanceToNextWake() }
                return nil
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }
}

/// Texts of answers.
enum AnswerText {
    static let secret =
        #"{"kind":"Secret","apiVersion":"v1","metadata":{"name":"x","namespace":"flyte","resourceVersion":"7"}}"#

    static func status(_ code: Int, _ reason: String, _ message: String = "no") -> String {
        #"{"kind":"Status","apiVersion":"v1","status":"Failure","message":"\#(message)","reason":"\#(reason)","code":\#(code)}"#
    }
}

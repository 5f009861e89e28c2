// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPClient
internal import HTTPCore
internal import KubeCore

/// A request on its way: how often it was sent, whether it is sent again, and what is reported at its end.
struct RequestRun {
    private let request: KubeRequest
    private let options: KubeClientOptions
    private let start: ContinuousClock.Instant
    private var backoff: Backoff
    private var status: HTTPStatus?
    private var warnings: [String] = []
    /// How often the request was sent.
    var attempts = 0
    /// Whether credentials that were refused are worth another attempt: once.
    var mayRefresh = true

    init(_ request: KubeRequest, _ options: KubeClientOptions) {
        self.request = request
        self.options = options
        start = options.clock.now
        backoff = options.retries.makeBackoff()
    }

    /// Remembers what an answer says besides its body.
    mutating func observe(_ response: some HTTPResponseHead) {
        status = response.status
        warnings = response.fields.kubernetesWarnings
    }

    /// How long to wait before the request is sent again; nil when it is not.
    mutating func delay(after error: APIError) -> Duration? {
        guard !request.isWatch, let outcome = Self.outcome(of: error, status) else { return nil }
        var random = options.random
        let decision = options.retries.decide(
            after: outcome,
            // A server that has too much to do has not even begun, so that repeating is harmless whatever it was.
            mayBeRepeated: request.isIdempotent || error.isTooManyRequests,
            backoff: &backoff,
            elapsed: start.duration(to: options.clock.now),
            using: &random
        )
        guard case .retry(let delay) = decision else { return nil }
        return delay
    }

    private static func outcome(of error: APIError, _ status: HTTPStatus?) -> RetryPolicy.Outcome? {
        if let failure = error.cause as? HTTPClientError { return .failure(failure) }
        guard error.code == .refused, let status else { return nil }
        // Without being asked to come back, an error of the server is whoever asked's to judge.
        guard error.retryAfter != nil || error.isTooManyRequests else { return nil }
        return .response(status, retryAfter: error.retryAfter)
    }

    /// Reports the end.
    func finish(_ error: APIError?) {
        guard let observer = options.observer else { return }
        observer.requestFinished(
            RequestReport(
                request: request,
                status: status?.code,
                error: error,
                duration: start.duration(to: options.clock.now),
                attempts: attempts,
                warnings: warnings
            )
        )
    }
}

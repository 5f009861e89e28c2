// SPDX-License-Identifier: Apache-2.0

package import Basics

/// Sends a request again while its policy thinks that it may help.
///
/// Only what may be repeated is: idempotent methods, or requests that say so, whose body can be sent twice. A response
/// that is streamed counts as soon as its head is there; what happens to its body later is the reader's business.
package struct Retrying: HTTPMiddleware {
    private let policy: RetryPolicy
    private let clock: any MonotonicClock
    private let wallClock: WallClock
    private let random: SharedRandom

    /// Middleware that goes by `policy`; tests replace the clocks and the randomness.
    package init(
        _ policy: RetryPolicy = RetryPolicy(),
        clock: any MonotonicClock = ContinuousClock(),
        wallClock: WallClock = .system,
        random: some RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.policy = policy
        self.clock = clock
        self.wallClock = wallClock
        self.random = SharedRandom(random)
    }

    package func handle<Response: HTTPResponseHead>(
        _ request: HTTPClient.Request,
        next: (HTTPClient.Request) async throws(HTTPClientError) -> Response
    ) async throws(HTTPClientError) -> Response {
        let start = clock.now
        var backoff = policy.makeBackoff()
        while true {
            let delay: Duration
            do throws(HTTPClientError) {
                let response = try await next(request)
                let retryAfter = response.fields.retryAfter(now: wallClock.now)
                let outcome = RetryPolicy.Outcome.response(response.status, retryAfter: retryAfter)
                guard case .retry(let wait) = decide(outcome, request, &backoff, since: start) else { return response }
                delay = wait
            } catch {
                guard case .retry(let wait) = decide(.failure(error), request, &backoff, since: start) else {
                    throw error
                }
                delay = wait
            }
            // The response is gone by now, and with it its stream.
            try await wait(delay, for: request)
        }
    }

    private func decide(
        _ outcome: RetryPolicy.Outcome,
        _ request: HTTPClient.Request,
        _ backoff: inout Backoff,
        since start: ContinuousClock.Instant
    ) -> RetryPolicy.Decision {
        var random = random
        return policy.decide(
            after: outcome,
            mayBeRepeated: request.mayBeRepeated,
            backoff: &backoff,
            elapsed: start.duration(to: clock.now),
            using: &random
        )
    }

    private func wait(_ delay: Duration, for request: HTTPClient.Request) async throws(HTTPClientError) {
        do {
            try await clock.sleep(for: delay)
        } catch {
            throw HTTPClientError(.cancelled, request: request.summary, reason: "while waiting for another attempt")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Basics
package import HTTPCore

/// Which failures are worth another attempt, and how long to wait for it; it knows no clock.
package struct RetryPolicy: Sendable {
    /// How an attempt ended.
    package enum Outcome: Sendable {
        /// With a response, which may have said when to come back.
        case response(HTTPStatus, retryAfter: Duration?)
        case failure(HTTPClientError)
    }

    /// What is to be done.
    package enum Decision: Equatable, Sendable {
        case retry(after: Duration)
        case giveUp
    }

    /// All attempts, the first included.
    package var maximumAttempts = 5
    /// The first wait is at most this long.
    package var baseDelay: Duration = .milliseconds(100)
    /// No wait of our own choice is longer than this.
    package var maximumDelay: Duration = .seconds(10)
    /// When a server asks for a longer wait than this, its response goes to the caller.
    package var maximumRetryAfter: Duration = .seconds(60)
    /// No attempt starts later than this after the first.
    package var deadline: Duration? = .seconds(120)
    /// Responses that are worth another attempt.
    package var statuses: Set<HTTPStatus> = [.tooManyRequests, .serviceUnavailable]
    /// Whether requests that may not be repeated are sent again when the server cannot have seen them.
    package var repeatsUnsentRequests = false

    /// Five attempts within two minutes, of requests that may be repeated.
    package init() {}

    /// The back-off with which a request begins.
    package func makeBackoff() -> Backoff {
        Backoff(base: baseDelay, cap: max(baseDelay, maximumDelay))
    }

    /// Decides after an attempt.
    ///
    /// - Parameters:
    ///   - outcome: how the attempt ended.
    ///   - mayBeRepeated: whether sending the request twice is harmless.
    ///   - backoff: counts the attempts that have failed, and draws the waits.
    ///   - elapsed: since the first attempt began.
    ///   - random: where the jitter comes from.
    /// - Returns: whether and when to try again.
    package func decide(
        after outcome: Outcome,
        mayBeRepeated: Bool,
        backoff: inout Backoff,
        elapsed: Duration,
        using random: inout some RandomNumberGenerator
    ) -> Decision {
        guard isWorthwhile(outcome, mayBeRepeated: mayBeRepeated) else { return .giveUp }
        // Drawn even when the server names a time: else all that it sends away come back at that very time.
        var delay = backoff.next(using: &random)
        guard backoff.attempts < maximumAttempts else { return .giveUp }
        if case .response(_, let retryAfter?) = outcome {
            guard retryAfter <= maximumRetryAfter else { return .giveUp }
            delay += retryAfter
        }
        if let deadline, elapsed + delay > deadline { return .giveUp }
        return .retry(after: delay)
    }

    private func isWorthwhile(_ outcome: Outcome, mayBeRepeated: Bool) -> Bool {
        switch outcome {
        case .response(let status, _):
            mayBeRepeated && statuses.contains(status)
        case .failure(let error):
            error.isTransient && (mayBeRepeated || repeatsUnsentRequests && !error.requestWasSent)
        }
    }
}

extension HTTPClientError {
    /// Whether the same request may well succeed a little later.
    package var isTransient: Bool {
        switch code {
        case .connect, .reset, .timeout(.resolve), .timeout(.connect), .timeout(.handshake): true
        default: false
        }
    }
}

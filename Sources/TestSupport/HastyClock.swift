// SPDX-License-Identifier: Apache-2.0

import Basics

/// A clock on which time goes by fifty times as fast, for tests with real sockets that would wait for back-offs.
package struct HastyClock: MonotonicClock {
    private static let haste = 50
    private let start = ContinuousClock.now

    /// A clock that starts at the present.
    package init() {}

    package var now: ContinuousClock.Instant { start.advanced(by: start.duration(to: .now) * Self.haste) }

    package var minimumResolution: Duration { .microseconds(50) }

    package func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        let wait = now.duration(to: deadline) / Self.haste
        guard wait > .zero else { return try Task.checkCancellation() }
        try await ContinuousClock().sleep(for: wait)
    }
}

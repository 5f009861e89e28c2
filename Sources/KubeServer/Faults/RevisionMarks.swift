// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// When a storage had reached which resource version.
struct RevisionMarks: Sendable {
    private static let limit = 10_000

    private var marks = Deque<(time: ContinuousClock.Instant, revision: UInt64)>()

    mutating func note(_ revision: UInt64, at time: ContinuousClock.Instant) {
        guard marks.last.map({ $0.revision < revision }) ?? true else { return }
        marks.append((time, revision))
        if marks.count > Self.limit { _ = marks.popFirst() }
    }

    /// What had been reached at a time; nil when that is not known.
    func revision(at time: ContinuousClock.Instant) -> UInt64? {
        marks.last { $0.time <= time }?.revision
    }

    /// When the next of those who lag so much reach something that they have not now.
    func next(behind now: ContinuousClock.Instant, lags: [Duration]) -> ContinuousClock.Instant? {
        lags.compactMap { lag in marks.first { $0.time + lag > now }.map { $0.time + lag } }.min()
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A point in time to the nanosecond, as UTC; what Kubernetes calls `Time` and `MicroTime`.
///
/// As everywhere in POSIX a day has 86,400 seconds: a leap second falls together with the second after it.
package struct Timestamp: Sendable, Hashable {
    static let nanosecondsPerSecond = 1_000_000_000
    static let secondsPerDay = 86_400

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    package let secondsSinceEpoch: Int64
    /// Nanoseconds behind the whole second, from 0 to 999,999,999.
    package let nanoseconds: Int32

    /// A point in time from seconds and the nanoseconds behind them.
    package init(secondsSinceEpoch: Int64, nanoseconds: Int32 = 0) {
        precondition((0..<Int32(Self.nanosecondsPerSecond)).contains(nanoseconds), "nanoseconds beyond one second")
        self.secondsSinceEpoch = secondsSinceEpoch
        self.nanoseconds = nanoseconds
    }

    /// The same time without its fraction: what a Kubernetes `Time` can carry.
    package var truncatedToSeconds: Timestamp { Timestamp(secondsSinceEpoch: secondsSinceEpoch) }
}

extension Timestamp: Comparable {
    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.secondsSinceEpoch, left.nanoseconds) < (right.secondsSinceEpoch, right.nanoseconds)
    }
}

extension Timestamp {
    /// The time that much later; what a duration has below a nanosecond is dropped.
    package static func + (time: Timestamp, duration: Duration) -> Timestamp {
        let (seconds, attoseconds) = duration.components
        let nanoseconds = Int64(time.nanoseconds) + attoseconds.flooredDivision(by: 1_000_000_000).quotient
        let (carry, remainder) = nanoseconds.flooredDivision(by: Int64(nanosecondsPerSecond))
        return Timestamp(
            secondsSinceEpoch: time.secondsSinceEpoch + seconds + carry,
            nanoseconds: Int32(remainder)
        )
    }

    /// The time that much earlier; what a duration has below a nanosecond is dropped.
    package static func - (time: Timestamp, duration: Duration) -> Timestamp {
        time + (.zero - duration)
    }

    /// How long after `earlier` this is; negative when it is before.
    package static func - (later: Timestamp, earlier: Timestamp) -> Duration {
        .seconds(later.secondsSinceEpoch - earlier.secondsSinceEpoch)
            + .nanoseconds(Int64(later.nanoseconds) - Int64(earlier.nanoseconds))
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import CSystem

/// Where the time of day comes from: the machine, or what a test says.
///
/// It may jump. What measures how long something takes, or waits, uses a ``MonotonicClock``.
package struct WallClock: Sendable {
    private let read: @Sendable () -> Timestamp

    /// A clock that asks `read`.
    package init(_ read: @escaping @Sendable () -> Timestamp) {
        self.read = read
    }

    /// The time of day.
    package var now: Timestamp { read() }

    /// The clock of the machine.
    package static let system = WallClock {
        var seconds: Int64 = 0
        var nanoseconds: Int32 = 0
        unsafe csystem_wall_clock(&seconds, &nanoseconds)
        return Timestamp(secondsSinceEpoch: seconds, nanoseconds: nanoseconds)
    }
}

// SPDX-License-Identifier: Apache-2.0

/// What a figure counts, and which way is better.
package enum Unit: String, Sendable {
    case milliseconds = "ms"
    case nanoseconds = "ns"
    case requestsPerSecond = "req/s"
    case objectsPerSecond = "objects/s"
    case bytesPerStream = "bytes/stream"

    /// How many times as good one figure is as another.
    package func advantage(of figure: Double, over other: Double) -> Double {
        switch self {
        case .milliseconds, .nanoseconds, .bytesPerStream: other / figure
        case .requestsPerSecond, .objectsPerSecond: figure / other
        }
    }

    /// In which processor time is reported: what a rate counts takes microseconds each.
    package var ofProcessorTime: String {
        switch self {
        case .milliseconds, .nanoseconds, .bytesPerStream: rawValue
        case .requestsPerSecond, .objectsPerSecond: "µs"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// What a figure counts, and which way is better.
package enum Unit: String, Sendable {
    case milliseconds = "ms"
    case nanoseconds = "ns"
    case requestsPerSecond = "req/s"
    case objectsPerSecond = "objects/s"
    case bytesPerStream = "bytes/stream"
    case bytesPerObject = "bytes/object"
    case megabytes = "MB"
    case processorMilliseconds = "CPU-ms"
    case processorMicroseconds = "CPU-µs"
    case processorMillisecondsPerSecond = "CPU-ms/s"

    /// How many times as good one figure is as another.
    package func advantage(of figure: Double, over other: Double) -> Double {
        isRate ? figure / other : other / figure
    }

    /// In which processor time is reported: what a rate counts takes microseconds each.
    package var ofProcessorTime: String {
        isRate ? "µs" : rawValue
    }

    /// Whether more is better.
    private var isRate: Bool {
        switch self {
        case .requestsPerSecond, .objectsPerSecond: true
        case .milliseconds, .nanoseconds, .bytesPerStream, .bytesPerObject, .megabytes: false
        case .processorMilliseconds, .processorMicroseconds, .processorMillisecondsPerSecond: false
        }
    }
}

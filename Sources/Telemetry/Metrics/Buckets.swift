// SPDX-License-Identifier: Apache-2.0

/// The upper bounds of a histogram's buckets.
package struct Buckets: Sendable, ExpressibleByArrayLiteral {
    /// The bounds in increasing order, without infinity.
    package let bounds: [Double]

    /// Bounds that are given one by one.
    package init(arrayLiteral bounds: Double...) {
        self.bounds = bounds
    }

    private init(_ bounds: [Double]) {
        self.bounds = bounds
    }

    /// From `start`, each `factor` times the one before.
    package static func exponential(from start: Double, factor: Double, count: Int) -> Buckets {
        precondition(start > 0 && factor > 1 && count > 0, "exponential buckets grow from a start above zero")
        var bound = start
        return Buckets(
            (0..<count).map { _ in
                defer { bound *= factor }
                return bound
            }
        )
    }

    /// From `start`, each `width` above the one before.
    package static func linear(from start: Double, width: Double, count: Int) -> Buckets {
        precondition(width > 0 && count > 0, "linear buckets have a width above zero")
        return Buckets((0..<count).map { start + Double($0) * width })
    }

    /// From a millisecond to a minute: what a call over a network may take.
    package static let requestSeconds: Buckets = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
    ]
}

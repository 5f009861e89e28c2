// SPDX-License-Identifier: Apache-2.0

/// Where random numbers come from: the system, or what a simulation says.
///
/// A service holds one as it holds its clocks; copies draw from the same source.
package struct RandomSource: RandomNumberGenerator, Sendable {
    private let draw: @Sendable () -> UInt64

    /// Numbers that `draw` makes.
    package init(_ draw: @escaping @Sendable () -> UInt64) {
        self.draw = draw
    }

    package mutating func next() -> UInt64 { draw() }

    /// The system's own numbers.
    package static let system = RandomSource {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}

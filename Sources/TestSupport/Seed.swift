// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

/// What a random test starts from; as a test's argument it is printed with every failure.
///
/// `PORTOLAN_TEST_SEED=42 swift test` runs every such test with that seed only.
package struct Seed: Sendable, Hashable, ExpressibleByIntegerLiteral, CustomTestStringConvertible {
    /// The number.
    package let value: UInt64

    /// A seed of this number.
    package init(_ value: UInt64) {
        self.value = value
    }

    package init(integerLiteral value: UInt64) {
        self.init(value)
    }

    package var testDescription: String { "seed \(value)" }

    /// The first seeds, always the same, or the one that the environment names.
    package static func some(_ count: UInt64) -> [Seed] {
        guard let text = unsafe getenv("PORTOLAN_TEST_SEED") else { return (1...count).map { Seed($0) } }
        guard let pinned = unsafe UInt64(String(cString: text)) else {
            preconditionFailure("PORTOLAN_TEST_SEED is not a number")
        }
        return [Seed(pinned)]
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// One source of random numbers for many tasks.
struct SharedRandom: RandomNumberGenerator, Sendable {
    private final class Source: Sendable {
        let generator: Mutex<any RandomNumberGenerator & Sendable>

        init(_ generator: some RandomNumberGenerator & Sendable) {
            self.generator = Mutex(generator)
        }
    }

    private let source: Source

    init(_ generator: some RandomNumberGenerator & Sendable) {
        source = Source(generator)
    }

    mutating func next() -> UInt64 {
        source.generator.withLock { $0.next() }
    }
}

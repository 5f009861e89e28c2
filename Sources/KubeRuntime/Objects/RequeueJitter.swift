// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// The duration, longer or shorter by at most a part of it, so that what began together does not stay together.
    package func jittered(by part: Double = 0.1, using random: inout some RandomNumberGenerator) -> Duration {
        precondition((0...1).contains(part), "a jitter is a part of the duration")
        return self * Double.random(in: (1 - part)...(1 + part), using: &random)
    }
}

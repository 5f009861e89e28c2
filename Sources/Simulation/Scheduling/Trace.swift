// SPDX-License-Identifier: Apache-2.0

/// What happened in a simulated world: a number that tells two histories apart, and the last lines of one.
///
/// The number takes in every decision. Lines are written only when somebody is going to read them, which is when a seed
/// that failed is run again.
package struct Trace: Sendable {
    /// Whether lines are kept.
    let isKept: Bool
    /// How many of them.
    private static let limit = 4_000

    /// FNV-1a over all that was decided.
    package private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    private var lines: [String] = []
    private var oldest = 0

    init(isKept: Bool) {
        self.isKept = isKept
    }

    /// The last lines, the oldest first.
    package var lastLines: [String] { Array(lines[oldest...] + lines[..<oldest]) }

    mutating func fold(_ number: Int64) {
        digest = (digest ^ UInt64(bitPattern: number)) &* 0x0000_0100_0000_01B3
    }

    mutating func add(_ line: String) {
        guard lines.count == Self.limit else {
            lines.append(line)
            return
        }
        lines[oldest] = line
        oldest = (oldest + 1) % Self.limit
    }
}

// SPDX-License-Identifier: Apache-2.0

/// The choice for a request without an execution's name, of which nothing else is asked than the shares.
struct ChanceDraw: Sendable {
    private let sums: [Int]

    /// Candidates with their weights, all above zero.
    init(weights: some Sequence<Int>) {
        var sum = 0
        sums = weights.map { weight in
            sum += weight
            return sum
        }
    }

    /// The position of a candidate.
    func pick(using random: inout some RandomNumberGenerator) -> Int {
        let x = Int.random(in: 0..<(sums.last ?? 1), using: &random)
        return sums.firstIndex { x < $0 } ?? 0
    }
}

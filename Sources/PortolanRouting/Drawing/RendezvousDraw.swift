// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// Weighted rendezvous hashing: every candidate draws an arrival time for a name, and the earliest wins.
///
/// The times are exponentially distributed with the weights as rates, so that a candidate wins as often as its weight
/// says. A time depends on the name, the candidate and its own weight alone: when a candidate goes, only its own names go
/// elsewhere; when a weight grows, names move to it and nowhere else.
struct RendezvousDraw: Sendable {
    private struct Candidate: Sendable {
        let seed: UInt64
        let mean: Double
    }

    private let candidates: [Candidate]

    /// Candidates with their weights, all above zero, in the order in which they are told apart.
    init(_ candidates: some Sequence<(name: String, weight: Int)>) {
        self.candidates = candidates.map { name, weight in
            precondition(weight > 0, "a candidate without weight never arrives")
            return Candidate(seed: StableHash(name).value, mean: 1 / Double(weight))
        }
    }

    /// The position of the candidate that wins a name.
    func pick(_ execution: String) -> Int {
        let hash = StableHash(execution).value
        var best = 0
        var earliest = Double.infinity
        for position in candidates.indices {
            let arrival = Self.arrival(candidates[position], hash)
            // Of equals the first in order, so that all replicas agree.
            if arrival < earliest {
                earliest = arrival
                best = position
            }
        }
        return best
    }

    /// When each candidate arrives for a name, for people who want to know how close it was.
    func arrivals(_ execution: String) -> [Double] {
        let hash = StableHash(execution).value
        return candidates.map { Self.arrival($0, hash) }
    }

    @inline(__always)
    private static func arrival(_ candidate: Candidate, _ hash: UInt64) -> Double {
        let bits = StableHash.mixed(candidate.seed ^ hash)
        // The middle of one of 2^53 equal parts of the unit interval: never zero, never one.
        let u = (Double(bits >> 11) + 0.5) * 0x1p-53
        return NaturalLogarithm.negated(of: u) * candidate.mean
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// The choice that flyteadmin makes among the clusters of a label, bit for bit (its `random.WeightedRandomList`).
///
/// A name always gets the same draw; the cumulative weights, in the order of the clusters' names, say whose it is.
package struct FlyteDraw: Sendable {
    /// The sums of the weights up to each candidate, as Flyte computes them: in single precision.
    private let sums: [Float]
    /// Where the candidates stood in what was given.
    private let positions: [Int]

    /// Candidates with their weights in Flyte's terms, from zero to one, in any order; nil when there is none.
    ///
    /// Those of weight zero count only when all are zero.
    package init?(_ candidates: [(name: String, weight: Float)]) {
        guard !candidates.isEmpty else { return nil }
        let order = candidates.indices.sorted { left, right in
            // Go compares bytes; Swift would compare what characters mean.
            let (one, other) = (candidates[left].name.utf8, candidates[right].name.utf8)
            return one.lexicographicallyPrecedes(other) || one.elementsEqual(other) && left < right
        }
        let total = order.reduce(Float(0)) { $0 + candidates[$1].weight }
        let share = 1 / Float(candidates.count)
        positions = total == 0 ? order : order.filter { candidates[$0].weight > 0 }
        var sum: Float = 0
        sums = positions.map { position in
            sum += total == 0 ? share : candidates[position].weight
            return sum
        }
    }

    /// The draw of a name: from zero to below one.
    package static func draw(of execution: String) -> Float {
        var hash = FNV1a()
        hash.add(execution)
        return GoRandom.float(seed: Int64(bitPattern: hash.value))
    }

    /// Up to which draw each candidate, by its position in what was given, gets a name; none of those without weight.
    var bounds: [Int: Float] {
        let total = sums.last ?? 1
        return Dictionary(uniqueKeysWithValues: zip(positions, sums.map { $0 / total }))
    }

    /// The position, in what was given, of the candidate that gets a name.
    package func pick(_ execution: String) -> Int {
        let x = Self.draw(of: execution) * (sums.last ?? 0)
        // The first sum that is not below the draw. Which one that is no processor can foresee, so that all are compared
        // and none is branched on; the sign of a difference is never lost, since IEEE 754 underflows gradually.
        var entry = 0
        for sum in sums { entry &+= Int(truncatingIfNeeded: (sum - x).bitPattern >> 31) }
        entry = min(entry, sums.count - 1)
        return positions[entry]
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A word that may be misspelt, and what may have been meant by it.
package struct Spelling {
    private let word: [Character]

    /// A word as somebody wrote it.
    package init(_ word: String) {
        self.word = Array(word)
    }

    /// The candidates that are near enough to be what was meant, nearest first, at most three.
    ///
    /// Near is one mistake in three letters. A word cut short is near too: nobody types the end of a long name wrong.
    package func closest(in candidates: [String]) -> [String] {
        let tolerance = max(1, word.count / 3)
        let near = candidates.compactMap { candidate -> (word: String, distance: Int)? in
            let distance = distance(to: candidate)
            if distance <= tolerance { return (candidate, distance) }
            return isBeginning(of: candidate) ? (candidate, tolerance) : nil
        }
        guard let nearest = near.map(\.distance).min() else { return [] }
        return near.filter { $0.distance == nearest }.prefix(3).map(\.word)
    }

    private func isBeginning(of candidate: String) -> Bool {
        word.count >= 3 && candidate.hasPrefix(String(word))
    }

    /// The Damerau-Levenshtein distance in its restricted form (optimal string alignment): how many letters must be
    /// inserted, removed, replaced or swapped with their neighbour to get from one word to the other.
    package func distance(to other: String) -> Int {
        let other = Array(other)
        var beforePrevious: [Int] = []
        var previous = Array(0...other.count)
        for row in 0..<word.count {
            var current = [row + 1]
            for column in 0..<other.count {
                let replaced = previous[column] + (word[row] == other[column] ? 0 : 1)
                var best = min(replaced, previous[column + 1] + 1, current[column] + 1)
                let isSwap = row > 0 && column > 0 && word[row] == other[column - 1] && word[row - 1] == other[column]
                if isSwap { best = min(best, beforePrevious[column - 1] + 1) }
                current.append(best)
            }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[other.count]
    }
}

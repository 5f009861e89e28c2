// SPDX-License-Identifier: Apache-2.0

/// A regular expression as a tree; what is captured, and what is tried first, does not matter to whether it matches.
indirect enum PatternNode: Sendable {
    case empty
    case scalar(ScalarClass)
    case assertion(PatternAssertion)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// Nil for as often as possible.
    case repetition(PatternNode, minimum: Int, maximum: Int?)
}

extension PatternNode {
    /// Whether counted repetitions inside of each other make no more of anything than a limit.
    func isRepeated(atMost limit: Int) -> Bool {
        switch self {
        case .empty, .scalar, .assertion: return true
        case .sequence(let nodes), .choice(let nodes): return nodes.allSatisfy { $0.isRepeated(atMost: limit) }
        case .repetition(let node, let minimum, let maximum):
            let count = maximum ?? minimum
            if maximum == 0 { return true }
            return count <= limit && node.isRepeated(atMost: count > 0 ? limit / count : limit)
        }
    }
}

/// What must hold between two scalars.
enum PatternAssertion: Sendable {
    case textStart
    case textEnd
    case lineStart
    case lineEnd
    case wordBoundary
    case noWordBoundary

    func holds(between previous: Unicode.Scalar?, and next: Unicode.Scalar?) -> Bool {
        switch self {
        case .textStart: previous == nil
        case .textEnd: next == nil
        case .lineStart: previous == nil || previous == "\n"
        case .lineEnd: next == nil || next == "\n"
        case .wordBoundary: previous.isWord != next.isWord
        case .noWordBoundary: previous.isWord == next.isWord
        }
    }
}

extension Unicode.Scalar? {
    fileprivate var isWord: Bool { self.map { ScalarClass.word.contains($0) } ?? false }
}

// SPDX-License-Identifier: Apache-2.0

/// One search for a match.
struct PatternRun {
    private let program: PatternProgram
    /// The steps that are reached, in the order in which they were, and at which position each was reached last.
    private var reached: [Int] = []
    private var visited: [Int]
    private var stack: [Int] = []

    init(_ program: PatternProgram) {
        self.program = program
        visited = [Int](repeating: -1, count: program.steps.count)
    }

    mutating func matches(_ text: String.UnicodeScalarView) -> Bool {
        var scalars = text.makeIterator()
        var previous: Unicode.Scalar?
        var next = scalars.next()
        var position = 0
        var present: [Int] = []
        while true {
            reached.removeAll(keepingCapacity: true)
            for step in present where follow(step, position, previous, next) { return true }
            if position == 0 || !program.isAnchored, follow(0, position, previous, next) { return true }
            guard let scalar = next, !reached.isEmpty || !program.isAnchored else { return false }
            present.removeAll(keepingCapacity: true)
            for step in reached {
                if case .scalar(let index) = program.steps[step], program.isIn(index, scalar) {
                    present.append(step + 1)
                }
            }
            previous = scalar
            next = scalars.next()
            position += 1
        }
    }

    /// Goes from a step to all that need no scalar; whether one of them is the end.
    private mutating func follow(
        _ start: Int,
        _ position: Int,
        _ previous: Unicode.Scalar?,
        _ next: Unicode.Scalar?
    ) -> Bool {
        stack.append(start)
        while let step = stack.popLast() {
            guard visited[step] != position else { continue }
            visited[step] = position
            switch program.steps[step] {
            case .match:
                stack.removeAll(keepingCapacity: true)
                return true
            case .jump(let target): stack.append(target)
            case .fork(let target):
                stack.append(target)
                stack.append(step + 1)
            case .assertion(let assertion):
                if assertion.holds(between: previous, and: next) { stack.append(step + 1) }
            case .scalar: reached.append(step)
            }
        }
        return false
    }
}

// SPDX-License-Identifier: Apache-2.0

/// The way to the value at hand, which becomes a path only where something is wrong: most values are right.
struct PathTrail {
    private enum Step {
        case member(String)
        case entry(String)
        case element(Int)
    }

    /// Where the way begins.
    let start: FieldPath
    private var steps: [Step] = []

    init(_ start: FieldPath) {
        self.start = start
    }

    /// Goes to a member with a name of the schema.
    mutating func enter(member name: String) { steps.append(.member(name)) }

    /// Goes to an entry of a map.
    mutating func enter(entry key: String) { steps.append(.entry(key)) }

    /// Goes to an element of a list.
    mutating func enter(element index: Int) { steps.append(.element(index)) }

    /// Goes back to where the last step began.
    mutating func leave() { steps.removeLast() }

    /// Whether no step has been taken.
    var isAtStart: Bool { steps.isEmpty }

    /// The whole way.
    var path: FieldPath { rendered(from: start) }

    /// The way from its start.
    var relative: FieldPath { rendered(from: .root) }

    private func rendered(from start: FieldPath) -> FieldPath {
        steps.reduce(start) { path, step in
            switch step {
            case .member(let name): path.child(name)
            case .entry(let key): path.key(key)
            case .element(let index): path.index(index)
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

extension CELExpression {
    /// The variables that no macro around them declares, with the column of their first mention.
    var freeVariables: [String: Int] {
        var names: [String: Int] = [:]
        collectVariables(bound: [], into: &names)
        return names
    }

    /// Whether a variable of this name is used and comes from outside.
    func mentions(_ name: String) -> Bool {
        freeVariables[name] != nil
    }

    private func collectVariables(bound: Set<String>, into names: inout [String: Int]) {
        if case .variable(let name, let column) = self, !bound.contains(name), names[name] == nil {
            names[name] = column
        }
        if case .comprehension(_, let base, let variable, let bodies) = self {
            base.collectVariables(bound: bound, into: &names)
            for body in bodies { body.collectVariables(bound: bound.union([variable]), into: &names) }
        } else {
            for child in children { child.collectVariables(bound: bound, into: &names) }
        }
    }

    private var children: [CELExpression] {
        switch self {
        case .literal, .variable: []
        case .member(let base, _, _), .presence(let base, _, _), .not(let base), .negate(let base),
            .matches(let base, _):
            [base]
        case .element(let left, let right), .and(let left, let right), .or(let left, let right),
            .binary(_, let left, let right, _):
            [left, right]
        case .list(let elements): elements
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        case .conditional(let condition, let positive, let negative): [condition, positive, negative]
        case .call(_, let receiver, let arguments): (receiver.map { [$0] } ?? []) + arguments
        case .comprehension(_, let base, _, let bodies): [base] + bodies
        }
    }
}

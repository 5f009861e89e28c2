// SPDX-License-Identifier: Apache-2.0

/// A rule as a tree; what may turn out to be wrong with the types of values knows its column in the text.
indirect enum CELExpression: Equatable, Sendable {
    case literal(CELValue)
    case variable(String, at: Int)
    case member(CELExpression, String, at: Int)
    case element(CELExpression, CELExpression)
    case list([CELExpression])
    case map([Entry])
    case not(CELExpression)
    case negate(CELExpression)
    case and(CELExpression, CELExpression)
    case or(CELExpression, CELExpression)
    case conditional(CELExpression, CELExpression, CELExpression)
    case binary(Operator, CELExpression, CELExpression, at: Int)
    /// `has(x.y)`: whether a member is there.
    case presence(CELExpression, String, at: Int)
    case call(String, receiver: CELExpression?, [CELExpression])
    /// `matches` with a pattern that is known before there is a value.
    case matches(CELExpression, Pattern)
    /// A macro over the elements of a list or the keys of a map.
    case comprehension(Comprehension, over: CELExpression, variable: String, [CELExpression])

    /// A member of a map literal.
    struct Entry: Equatable, Sendable {
        let key: CELExpression
        let value: CELExpression
    }

    /// What stands between two values.
    enum Operator: String, Sendable {
        case equal = "=="
        case unequal = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case isIn = "in"
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case remainder = "%"
    }

    /// The macros that look at every element.
    enum Comprehension: String, Sendable {
        case all
        case exists
        case existsOne = "exists_one"
        case map
        case filter

        /// How many expressions stand behind the variable.
        var bodyCounts: ClosedRange<Int> { self == .map ? 1...2 : 1...1 }
    }
}

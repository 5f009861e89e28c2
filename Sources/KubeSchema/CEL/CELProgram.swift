// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// A rule of `x-kubernetes-validations`, compiled: the part of the Common Expression Language that rules commonly use.
///
/// A rule that uses more is refused when it is compiled, with the name of what it uses. Types are not checked then, as
/// Kubernetes does, but when the rule meets a value.
package struct CELProgram: Sendable {
    /// How many steps one evaluation may take.
    private static let stepLimit = 1_000_000

    let expression: CELExpression

    /// Whether the rule speaks of the old value and so is asked about updates only.
    package let usesOldSelf: Bool

    /// Compiles a rule.
    package init(_ text: String) throws(CELError) {
        expression = try CELParser.parse(text)
        usesOldSelf = expression.mentions("oldSelf")
        let unknown = expression.freeVariables.filter { !["self", "oldSelf"].contains($0.key) }
        if let first = unknown.min(by: { $0.value < $1.value }) {
            throw CELError(.syntax, "undeclared reference to '\(first.key)' (in container '')", column: first.value)
        }
    }

    /// Whether a value keeps the rule.
    package func isKept(by value: JSONValue, old: JSONValue? = nil, steps: Int = 1_000_000) throws(CELError) -> Bool {
        var steps = steps
        return try isKept(by: CELSubject(value, old: old), &steps)
    }

    /// What the expression says of a value; `messageExpression` is one whose value is a string.
    package func value(for value: JSONValue, old: JSONValue? = nil) throws(CELError) -> CELValue {
        var steps = Self.stepLimit
        return try self.value(for: CELSubject(value, old: old), &steps)
    }

    /// Whether a value keeps the rule; the steps that this took are subtracted from those that are left.
    func isKept(by subject: CELSubject, _ steps: inout Int) throws(CELError) -> Bool {
        var evaluation = CELEvaluation(variables: subject.variables, steps: min(steps, Self.stepLimit))
        let before = evaluation.stepsLeft
        defer { steps -= before - evaluation.stepsLeft }
        return try evaluation.bool(expression)
    }

    /// What the expression says of a value; the steps that this took are subtracted from those that are left.
    func value(for subject: CELSubject, _ steps: inout Int) throws(CELError) -> CELValue {
        var evaluation = CELEvaluation(variables: subject.variables, steps: min(steps, Self.stepLimit))
        let before = evaluation.stepsLeft
        defer { steps -= before - evaluation.stepsLeft }
        return try evaluation.value(of: expression)
    }
}

/// A value that rules are asked about, converted once for all of them.
struct CELSubject {
    let value: JSONValue
    let variables: [String: CELValue]

    init(_ value: JSONValue, old: JSONValue?) {
        self.value = value
        var variables = ["self": CELValue(value)]
        if let old { variables["oldSelf"] = CELValue(old) }
        self.variables = variables
    }
}

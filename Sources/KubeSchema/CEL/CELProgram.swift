// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// A rule of `x-kubernetes-validations`, compiled: the part of the Common Expression Language that rules commonly use.
///
/// A rule that uses more is refused when it is compiled, with the name of what it uses. Types are not checked then, as
/// Kubernetes does, but when the rule meets a value.
package struct CELProgram: Sendable {
    private let expression: CELExpression

    /// Whether the rule speaks of the old value and so is asked about updates only.
    package let usesOldSelf: Bool

    /// Compiles a rule.
    package init(_ text: String) throws(CELError) {
        expression = try CELParser.parse(text)
        usesOldSelf = expression.mentions("oldSelf")
        if let unknown = expression.freeVariables.first(where: { !["self", "oldSelf"].contains($0) }) {
            throw CELError(.syntax, "undeclared reference to '\(unknown)' (in container '')")
        }
    }

    /// Whether a value keeps the rule.
    package func isKept(by value: JSONValue, old: JSONValue? = nil, steps: Int = 1_000_000) throws(CELError) -> Bool {
        var evaluation = try evaluation(value, old, steps)
        return try evaluation.bool(expression)
    }

    /// What the expression says of a value; `messageExpression` is one whose value is a string.
    package func value(for value: JSONValue, old: JSONValue? = nil, steps: Int = 1_000_000) throws(CELError) -> CELValue
    {
        var evaluation = try evaluation(value, old, steps)
        return try evaluation.value(of: expression)
    }

    private func evaluation(_ value: JSONValue, _ old: JSONValue?, _ steps: Int) throws(CELError) -> CELEvaluation {
        var variables = ["self": CELValue(value)]
        if let old { variables["oldSelf"] = CELValue(old) }
        return CELEvaluation(variables: variables, steps: steps)
    }
}

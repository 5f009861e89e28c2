// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension Schema {
    /// The rules of `x-kubernetes-validations` that a value, or its change from an old one, does not keep.
    ///
    /// A broken rule about what has not changed is only a warning, unless it speaks of the old value (KEP-4008).
    package func brokenRules(in value: JSONValue, old: JSONValue? = nil, at path: FieldPath = .root) -> RuleFindings {
        guard hasRules else { return RuleFindings() }
        var check = RuleCheck(at: path)
        check.check(value, self, old: old)
        return check.findings
    }
}

/// What rules have to say about a value.
package struct RuleFindings: Sendable {
    /// Why the value is refused.
    package fileprivate(set) var errors: [FieldError] = []
    /// What is wrong but was before.
    package fileprivate(set) var warnings: [FieldError] = []
}

/// The walk through a value (apiextensions-apiserver, `pkg/apiserver/schema/cel/validation.go`).
private struct RuleCheck {
    /// A value and what it was before.
    typealias Change = (new: JSONValue, old: JSONValue)

    private(set) var findings = RuleFindings()
    private var trail: PathTrail
    /// What all rules together may take, since a large object asks a rule often.
    private var stepsLeft = 10_000_000

    init(at path: FieldPath) {
        trail = PathTrail(path)
    }

    /// Asks the rules about a value, inside of the nearest one of which it is known what it was before.
    mutating func check(_ value: JSONValue, _ schema: Schema, old: JSONValue?, in context: Change? = nil) {
        guard schema.hasRules, !value.isNull, stepsLeft > 0 else { return }
        let change = old.map { (value, $0) } ?? context
        if !schema.extensions.rules.isEmpty { ask(schema, about: value, old: old, change) }
        for part in schema.junctors.all where !part.extensions.rules.isEmpty {
            ask(part, about: value, old: old, context)
        }
        switch value {
        case .object(let object): checkMembers(of: object, schema, old: old, change)
        case .array(let elements):
            guard let items = schema.items else { return }
            for (index, element) in elements.enumerated() {
                trail.enter(element: index)
                check(element, items, old: schema.counterpart(of: element, in: old?.array), in: change)
                trail.leave()
            }
        case .bool, .number, .string, .null: break
        }
    }

    private mutating func checkMembers(of object: JSONObject, _ schema: Schema, old: JSONValue?, _ change: Change?) {
        for (key, inner) in object {
            if let member = schema.properties[key] {
                trail.enter(member: key)
                check(inner, member, old: old?[key], in: change)
                trail.leave()
            } else if let others = schema.additionalSchema {
                trail.enter(entry: key)
                check(inner, others, old: old?[key], in: change)
                trail.leave()
            }
        }
    }

    private mutating func ask(_ schema: Schema, about value: JSONValue, old: JSONValue?, _ change: Change?) {
        let rules = schema.extensions.rules
        let subject = CELSubject(value, old: rules.contains(where: \.program.usesOldSelf) ? old : nil)
        for rule in rules where !rule.program.usesOldSelf || old != nil {
            guard stepsLeft > 0 else {
                let detail =
                    "validation failed due to running out of cost budget, no further validation rules will be run"
                findings.errors.append(.invalid(trail.path, schema.typeInError, detail))
                return
            }
            switch rule.finding(on: subject, of: schema, at: trail.path, &stepsLeft) {
            case .kept: break
            case .failed(let error): findings.errors.append(error)
            case .broken(let error):
                let isForgiven = !rule.program.usesOldSelf && change.map { $0.new == $0.old } ?? false
                if isForgiven { findings.warnings.append(error) } else { findings.errors.append(error) }
            }
        }
    }
}

extension ValidationRule {
    fileprivate enum Finding {
        case kept
        case broken(FieldError)
        /// The rule has no answer.
        case failed(FieldError)
    }

    fileprivate func finding(
        on subject: CELSubject,
        of schema: Schema,
        at path: FieldPath,
        _ steps: inout Int
    ) -> Finding {
        do throws(CELError) {
            if try program.isKept(by: subject, &steps) { return .kept }
        } catch {
            return .failed(.invalid(path, schema.typeInError, failure(error)))
        }
        let detail = explanation(for: subject, &steps)
        let rulePath = path.appending(fieldPath)
        let value: JSONValue? = schema.type == .object || schema.type == .array ? .none : .some(subject.value)
        return switch reason {
        case .required: .broken(.required(rulePath, detail))
        case .duplicate: .broken(.duplicate(rulePath, value))
        case .forbidden: .broken(.forbidden(rulePath, detail))
        default: .broken(.invalid(rulePath, value, detail))
        }
    }

    private var name: String { (message.isEmpty ? text : message).trimmingSpace }

    /// A rule that could not be evaluated, in the API server's words.
    private func failure(_ error: CELError) -> String {
        if error.code == .budget {
            return
                "'\(error.message)': no further validation rules will be run due to call cost exceeds limit for rule: \(name)"
        }
        if error.message.hasPrefix("no such overload") {
            return "'\(error.message)': call arguments did not match a supported operator, function or macro signature "
                + "for rule: \(name)"
        }
        return "\(error.message) evaluating rule: \(name)"
    }

    private func explanation(for subject: CELSubject, _ steps: inout Int) -> String {
        if let messageProgram, case .string(let text)? = try? messageProgram.value(for: subject, &steps) {
            let line = text.trimmingSpace
            if !line.isEmpty, !line.contains("\n"), line.utf8.count <= 5 << 10 { return line }
        }
        return message.isEmpty ? "failed rule: \(name)" : name
    }
}

extension Schema {
    /// What an error shows in place of a value.
    fileprivate var typeInError: JSONValue { .string(type?.rawValue ?? "") }
}

extension FieldPath {
    /// The path with that of a rule behind it: `.spec.name`.
    fileprivate func appending(_ rulePath: String) -> FieldPath {
        rulePath.split(separator: ".").reduce(self) { $0.child(String($1)) }
    }
}

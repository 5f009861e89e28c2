// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension Schema {
    /// The rules of `x-kubernetes-validations` that a value, or its change from an old one, does not keep.
    package func brokenRules(in value: JSONValue, old: JSONValue? = nil, at path: FieldPath = .root) -> [FieldError] {
        if value.isNull { return [] }
        let own = extensions.rules.compactMap { $0.error(for: value, old: old, schema: self, at: path) }
        switch value {
        case .object(let object):
            return own
                + object.sorted { $0.key < $1.key }.flatMap { key, inner in
                    let memberPath = properties[key] == nil ? path.key(key) : path.child(key)
                    return member(key)?.brokenRules(in: inner, old: old?[key], at: memberPath) ?? []
                }
        case .array(let elements):
            guard let items else { return own }
            return own
                + elements.enumerated().flatMap { index, element in
                    items.brokenRules(in: element, old: counterpart(of: element, in: old), at: path.index(index))
                }
        case .bool, .number, .string, .null:
            return own
        }
    }

    /// The element of the old list that is the same one; only lists of type `map` have identities.
    private func counterpart(of element: JSONValue, in old: JSONValue?) -> JSONValue? {
        guard extensions.listType == .map, let elements = old?.array else { return nil }
        let wanted = identity(of: element)
        return elements.first { identity(of: $0) == wanted }
    }
}

extension ValidationRule {
    fileprivate func error(
        for value: JSONValue,
        old: JSONValue?,
        schema: Schema,
        at path: FieldPath
    ) -> FieldError? {
        if program.usesOldSelf, old == nil { return nil }
        let type = JSONValue.string(schema.type?.rawValue ?? "")
        do throws(CELError) {
            if try program.isKept(by: value, old: old) { return nil }
        } catch {
            return .invalid(path, type, failure(error))
        }
        let detail = explanation(for: value, old: old)
        let rulePath = path.appending(fieldPath)
        return switch reason {
        case .required: .required(rulePath, detail)
        case .duplicate: .duplicate(rulePath, value)
        case .forbidden: .forbidden(rulePath, detail)
        default: .invalid(rulePath, value.isContainer ? .none : .some(value), detail)
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

    private func explanation(for value: JSONValue, old: JSONValue?) -> String {
        if let messageProgram, case .string(let text)? = try? messageProgram.value(for: value, old: old) {
            let line = text.trimmingSpace
            if !line.isEmpty, !line.contains("\n") { return line }
        }
        return message.isEmpty ? "failed rule: \(name)" : name
    }
}

extension JSONValue {
    fileprivate var isContainer: Bool { object != nil || array != nil }
}

extension FieldPath {
    /// The path with that of a rule behind it: `.spec.name`.
    fileprivate func appending(_ rulePath: String) -> FieldPath {
        rulePath.split(separator: ".").reduce(self) { $0.child(String($1)) }
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Whether the rules of a schema can be evaluated, and are written down as the API server wants them.
struct RuleDefinitionCheck {
    private let schema: SchemaNode
    private let path: FieldPath

    init(_ schema: SchemaNode, at path: FieldPath) {
        self.schema = schema
        self.path = path.child("x-kubernetes-validations")
    }

    /// What can be seen without understanding the rules.
    func errorsOfForm() -> [FieldError] {
        schema.rules.enumerated().flatMap { errorsOfForm($1, at: path.index($0)) }
    }

    private func errorsOfForm(_ rule: JSONObject, at path: FieldPath) -> [FieldError] {
        func text(_ name: String) -> String { rule[name]?.string ?? "" }
        let (expression, message) = (text("rule").trimmingSpace, text("message").trimmingSpace)
        var errors: [FieldError] = []
        if expression.isEmpty {
            errors.append(.required(path.child("rule"), "rule is not specified"))
        } else if !text("message").isEmpty, message.isEmpty {
            errors.append(.invalid(path.child("message"), rule["message"], "must be non-empty if specified"))
        } else if message.hasLineBreak {
            errors.append(.invalid(path.child("message"), rule["message"], "must not contain line breaks"))
        } else if expression.hasLineBreak, message.isEmpty {
            let detail = "message must be specified if rule contains line breaks"
            errors.append(.required(path.child("message"), detail))
        }
        if !text("messageExpression").isEmpty, text("messageExpression").trimmingSpace.isEmpty {
            let detail = "messageExpression must be non-empty if specified"
            errors.append(.required(path.child("messageExpression"), detail))
        }
        if let reason = rule["reason"], !reason.isNull, !Self.reasons.contains(reason.string ?? "") {
            errors.append(.notSupported(path.child("reason"), reason, supported: Self.reasons))
        }
        return errors + errorsOfFieldPath(text("fieldPath"), at: path.child("fieldPath"))
    }

    private static let reasons = [
        "FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired",
    ]

    private func errorsOfFieldPath(_ fieldPath: String, at path: FieldPath) -> [FieldError] {
        if fieldPath.isEmpty { return [] }
        var errors: [FieldError] = []
        if fieldPath.trimmingSpace.isEmpty {
            errors.append(.invalid(path, .string(fieldPath), "must be non-empty if specified"))
        }
        if fieldPath.hasLineBreak { errors.append(.invalid(path, .string(fieldPath), "must not contain line breaks")) }
        if (try? SchemaFieldPath(fieldPath, in: schema)) == nil {
            errors.append(.invalid(path, .string(fieldPath), "must be a valid path"))
        }
        return errors
    }

    /// What shows when the rules are compiled.
    func errorsOfMeaning(withoutHistory: FieldPath?) -> [FieldError] {
        schema.rules.enumerated().flatMap { errorsOfMeaning($1, at: path.index($0), withoutHistory) }
    }

    private func errorsOfMeaning(_ rule: JSONObject, at path: FieldPath, _ withoutHistory: FieldPath?) -> [FieldError] {
        let whole = Self.shown(rule)
        let program: CELProgram
        do throws(CELError) {
            program = try CELProgram(rule["rule"]?.string ?? "")
        } catch {
            return [.invalid(path.child("rule"), whole, "compilation failed: \(error.sentence)")]
        }
        var errors: [FieldError] = []
        if let expression = rule["messageExpression"]?.string, !expression.isEmpty {
            do throws(CELError) {
                _ = try CELProgram(expression)
            } catch {
                let detail = "messageExpression compilation failed: \(error.sentence)"
                errors.append(.invalid(path.child("messageExpression"), whole, detail))
            }
        }
        if program.usesOldSelf {
            if let withoutHistory {
                let detail = "oldSelf cannot be used on the uncorrelatable portion of the schema within \(withoutHistory)"
                errors.append(.invalid(path.child("rule"), rule["rule"], detail))
            }
        } else if let flag = rule["optionalOldSelf"], !flag.isNull {
            let detail = "may not be set if oldSelf is not used in rule"
            errors.append(.invalid(path.child("optionalOldSelf"), flag, detail))
        }
        return errors
    }

    /// A rule as an error shows it: the API server's own struct, whose fields have no names in JSON.
    private static func shown(_ rule: JSONObject) -> JSONValue {
        [
            "Rule": rule["rule"] ?? "", "Message": rule["message"] ?? "",
            "MessageExpression": rule["messageExpression"] ?? "", "Reason": rule["reason"] ?? .null,
            "FieldPath": rule["fieldPath"] ?? "", "OptionalOldSelf": rule["optionalOldSelf"] ?? .null,
        ]
    }
}

extension CELError {
    /// The error as it stands behind `compilation failed`.
    ///
    /// What the API server would accept but is not evaluated here says so, since people will look for it in vain.
    fileprivate var sentence: String {
        code == .unsupported ? "\(self) (a limit of the embedded API server: Kubernetes has it)" : description
    }
}

extension String {
    fileprivate var hasLineBreak: Bool { unicodeScalars.contains { $0 == "\n" || $0 == "\r" } }
}

// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Whether the rules of a schema can be evaluated, and are written down as the API server wants them.
struct RuleDefinitionCheck {
    private let schema: SchemaNode
    private let isResource: Bool
    private let path: FieldPath

    /// The rules of a schema; at its root, rules may speak of metadata, too.
    init(_ schema: SchemaNode, isRoot: Bool, at path: FieldPath) {
        self.schema = schema
        isResource = isRoot || schema.isEmbeddedResource
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
        var errors: [FieldError] = []
        var usesOldSelf = false
        do throws(CompilationFailure) {
            usesOldSelf = try compile(rule, "rule", as: "bool").usesOldSelf
        } catch {
            return [.invalid(path.child("rule"), shown: whole, error.sentence)]
        }
        if rule["messageExpression"]?.string?.isEmpty == false {
            do throws(CompilationFailure) {
                _ = try compile(rule, "messageExpression", as: "string")
            } catch {
                errors.append(.invalid(path.child("messageExpression"), shown: whole, error.sentence))
            }
        }
        if usesOldSelf {
            if let withoutHistory {
                let detail =
                    "oldSelf cannot be used on the uncorrelatable portion of the schema within \(withoutHistory)"
                errors.append(.invalid(path.child("rule"), rule["rule"], detail))
            }
        } else if let flag = rule["optionalOldSelf"], !flag.isNull {
            let detail = "may not be set if oldSelf is not used in rule"
            errors.append(.invalid(path.child("optionalOldSelf"), flag, detail))
        }
        return errors
    }

    /// Why an expression cannot be used.
    private struct CompilationFailure: Error {
        let sentence: String
    }

    /// Compiles an expression of a rule, and looks at its types.
    private func compile(
        _ rule: JSONObject,
        _ member: String,
        as wanted: String
    ) throws(CompilationFailure) -> CELProgram {
        let text = rule[member]?.string ?? ""
        let isRule = member == "rule"
        let result: CELType
        let program: CELProgram
        do throws(CELError) {
            program = try CELProgram(text)
            let type = CELType(schema, isResource: isResource) ?? .dynamic
            var check = CELTypeCheck(self: type, old: rule["optionalOldSelf"]?.bool == true ? .dynamic : type)
            result = try check.type(of: program.expression)
        } catch {
            throw CompilationFailure(
                sentence: "\(isRule ? "" : "messageExpression ")compilation failed: \(error.sentence(in: text))"
            )
        }
        if let name = result.name, name != wanted {
            let subject = isRule ? "cel expression" : "messageExpression"
            throw CompilationFailure(sentence: "\(subject) must evaluate to a \(wanted)")
        }
        return program
    }

    /// A rule as an error shows it: the API server's own struct, whose fields have no names in JSON.
    private static func shown(_ rule: JSONObject) -> String {
        let fields: JSONObject = [
            "Rule": rule["rule"] ?? "", "Message": rule["message"] ?? "",
            "MessageExpression": rule["messageExpression"] ?? "", "Reason": rule["reason"] ?? .null,
            "FieldPath": rule["fieldPath"] ?? "", "OptionalOldSelf": rule["optionalOldSelf"] ?? .null,
        ]
        return JSONValue.object(fields).serializedText()
    }
}

extension CELError {
    /// The error as it stands behind `compilation failed`.
    ///
    /// What the API server would accept but is not evaluated here says so, since people will look for it in vain.
    fileprivate func sentence(in text: String) -> String {
        let hint = code == .unsupported ? " (a limit of the embedded API server: Kubernetes has it)" : ""
        return CELError(code, message + hint, column: column).shown(in: text)
    }
}

extension String {
    fileprivate var hasLineBreak: Bool { unicodeScalars.contains { $0 == "\n" || $0 == "\r" } }
}

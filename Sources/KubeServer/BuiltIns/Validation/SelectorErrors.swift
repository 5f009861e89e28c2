// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// What may be wrong with label selectors.
enum SelectorErrors {
    /// What is wrong with a selector by itself.
    static func inSelector(_ selector: JSONObject, at path: FieldPath) -> [FieldError] {
        let labels = selector.texts("matchLabels").sorted { $0.key < $1.key }.flatMap { key, value in
            let path = path.child("matchLabels")
            return ObjectNames.qualifiedNameErrors(key).map { FieldError.invalid(path, .string(key), $0) }
                + ObjectNames.labelValueErrors(value).map { .invalid(path, .string(value), $0) }
        }
        let expressions = selector.list("matchExpressions").enumerated().flatMap { index, expression in
            inExpression(expression, at: path.child("matchExpressions").index(index))
        }
        return labels + expressions
    }

    private static func inExpression(_ expression: JSONObject, at path: FieldPath) -> [FieldError] {
        var errors: [FieldError] = []
        let values = expression.strings("values")
        switch expression.text("operator") {
        case "In", "NotIn":
            if values.isEmpty {
                errors.append(.required(path.child("values"), "must be specified when `operator` is 'In' or 'NotIn'"))
            }
        case "Exists", "DoesNotExist":
            if !values.isEmpty {
                let detail = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"
                errors.append(.forbidden(path.child("values"), detail))
            }
        case let word:
            errors.append(.invalid(path.child("operator"), .string(word), "not a valid selector operator"))
        }
        let key = expression.text("key")
        errors += ObjectNames.qualifiedNameErrors(key).map { .invalid(path.child("key"), .string(key), $0) }
        for (index, value) in values.enumerated() {
            errors += ObjectNames.labelValueErrors(value).map {
                .invalid(path.child("values").index(index), .string(value), $0)
            }
        }
        return errors
    }

    /// Whether a selector selects an object with these labels.
    static func matches(_ selector: JSONObject, _ labels: [String: String]) -> Bool {
        selector.texts("matchLabels").allSatisfy { labels[$0.key] == $0.value }
            && selector.list("matchExpressions").allSatisfy { expression in
                let value = labels[expression.text("key")]
                let isListed = value.map(expression.strings("values").contains) ?? false
                return switch expression.text("operator") {
                case "In": isListed
                case "NotIn": !isListed
                case "Exists": value != nil
                case "DoesNotExist": value == nil
                default: false
                }
            }
    }

    static func isEmpty(_ selector: JSONObject) -> Bool {
        !selector.has("matchLabels") && !selector.has("matchExpressions")
    }
}

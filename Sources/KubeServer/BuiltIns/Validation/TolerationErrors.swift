// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// What may be wrong with the taints that a pod tolerates.
enum TolerationErrors {
    /// What a taint does to pods.
    static let effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"]

    static func inList(_ tolerations: [JSONObject], at path: FieldPath) -> [FieldError] {
        tolerations.enumerated().flatMap { inToleration($1, at: path.index($0)) }
    }

    private static func inToleration(_ toleration: JSONObject, at path: FieldPath) -> [FieldError] {
        let (key, word, effect) = (toleration.text("key"), toleration.text("operator"), toleration.text("effect"))
        var errors: [FieldError] = []
        if !key.isEmpty {
            errors += ObjectNames.qualifiedNameErrors(key).map { .invalid(path.child("key"), .string(key), $0) }
        } else if word != "Exists" {
            let detail = #"operator must be Exists when `key` is empty, which means "match all values and all keys""#
            errors.append(.invalid(path.child("operator"), .string(word), detail))
        }
        if toleration.has("tolerationSeconds"), effect != "NoExecute" {
            let detail = "effect must be 'NoExecute' when `tolerationSeconds` is set"
            errors.append(.invalid(path.child("effect"), .string(effect), detail))
        }
        errors += inValue(toleration.text("value"), word, at: path.child("operator"))
        if !effect.isEmpty { errors += FieldError.unknownWord(path.child("effect"), effect, known: effects) }
        return errors
    }

    private static func inValue(_ value: String, _ word: String, at path: FieldPath) -> [FieldError] {
        switch word {
        case "", "Equal": ObjectNames.labelValueErrors(value).map { .invalid(path, .string(value), $0) }
        case "Exists" where value.isEmpty: []
        case "Exists": [.invalid(path, .string(value), "value must be empty when `operator` is 'Exists'")]
        // The comparisons are behind a feature gate that is off.
        case "Lt", "Gt": [.notSupported(path, .string(word), supported: ["Equal", "Exists", "Lt", "Gt"])]
        default: [.notSupported(path, .string(word), supported: ["Equal", "Exists"])]
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Autoscalers, which look at the processor unless they are told to look at something else.
struct AutoscalerStrategy: BuiltInStrategy {
    var printer: RowPrinter { .autoscalers }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        object.make("spec") { spec in
            spec.replaceEmpty(
                "metrics",
                [
                    [
                        "type": "Resource",
                        "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": 80]],
                    ]
                ]
            )
        }
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let spec = object.object("spec")
        let path = FieldPath.root.child("spec")
        let (minimum, maximum) = (spec.int("minReplicas") ?? 1, spec.int("maxReplicas") ?? 0)
        var errors: [FieldError] = []
        if minimum < 1 {
            let value = JSONValue.number(JSONNumber(minimum))
            errors.append(.invalid(path.child("minReplicas"), value, "must be greater than or equal to 1"))
        }
        let value = JSONValue.number(JSONNumber(maximum))
        if maximum == 0 {
            errors.append(.required(path.child("maxReplicas"), "must be set and greater than 0"))
        } else if maximum < 0 {
            errors.append(.invalid(path.child("maxReplicas"), value, "must be greater than or equal to 1"))
        }
        if maximum < minimum {
            let detail = "must be greater than or equal to `minReplicas`"
            errors.append(.invalid(path.child("maxReplicas"), value, detail))
        }
        let target = spec.object("scaleTargetRef")
        for field in ["kind", "name"] where !target.has(field) {
            errors.append(.required(path.child("scaleTargetRef", field)))
        }
        return errors + inTarget(target, replacing: old, at: path.child("scaleTargetRef", "apiVersion"))
    }

    /// A target has to have a group, unless it stays the one that it is.
    private func inTarget(_ target: JSONObject, replacing old: JSONObject?, at path: FieldPath) -> [FieldError] {
        let (apiVersion, kind) = (target.text("apiVersion"), target.text("kind"))
        if let old = old?.object("spec", "scaleTargetRef"), old.text("apiVersion") == apiVersion,
            old.text("kind") == kind
        {
            return []
        }
        // The one kind of the core group that can be scaled.
        guard !apiVersion.contains("/"), kind != "ReplicationController" else { return [] }
        return [.invalid(path, .string(apiVersion), "apiVersion must specify API group")]
    }
}

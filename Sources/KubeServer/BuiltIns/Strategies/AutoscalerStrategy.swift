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
        if maximum < 1 { errors.append(.invalid(path.child("maxReplicas"), value, "must be greater than 0")) }
        if maximum < minimum {
            let detail = "must be greater than or equal to `minReplicas`"
            errors.append(.invalid(path.child("maxReplicas"), value, detail))
        }
        let target = spec.object("scaleTargetRef")
        for field in ["kind", "name"] where !target.has(field) {
            errors.append(.required(path.child("scaleTargetRef", field)))
        }
        return errors
    }
}

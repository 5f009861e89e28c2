// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Disruption budgets.
struct DisruptionBudgetStrategy: BuiltInStrategy {
    var printer: RowPrinter { .disruptionBudgets }
    var countsGenerations: Bool { true }
    var allowsUnconditionalUpdate: Bool { false }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let spec = object.object("spec")
        let path = FieldPath.root.child("spec")
        var errors: [FieldError] = []
        if spec.has("minAvailable"), spec.has("maxUnavailable") {
            let detail = "minAvailable and maxUnavailable cannot be both set"
            errors.append(.invalid(path, shown: Self.shown(spec), detail))
        }
        for field in ["minAvailable", "maxUnavailable"] {
            errors += FieldError.amount(path.child(field), spec[field])
        }
        return errors + SelectorErrors.inSelector(spec.object("selector"), at: path.child("selector"))
    }

    /// As Go's encoder writes a struct that has no names for JSON.
    private static func shown(_ spec: JSONObject) -> String {
        let fields = ["minAvailable", "selector", "maxUnavailable", "unhealthyPodEvictionPolicy"]
        var shown = JSONObject()
        for field in fields { shown[field.prefix(1).uppercased() + field.dropFirst()] = spec[field] ?? .null }
        return JSONValue.object(shown).serializedText(.compact)
    }
}

/// Network policies.
struct NetworkPolicyStrategy: BuiltInStrategy {
    var printer: RowPrinter { .networkPolicies }
    var countsGenerations: Bool { true }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        object.make("spec") { spec in
            // A policy without rules for outgoing connections does not speak of them.
            let types: JSONValue = spec.has("egress") ? ["Ingress", "Egress"] : ["Ingress"]
            spec.replaceEmpty("policyTypes", types)
        }
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let spec = object.object("spec")
        let path = FieldPath.root.child("spec")
        var errors = SelectorErrors.inSelector(spec.object("podSelector"), at: path.child("podSelector"))
        for (index, type) in spec.strings("policyTypes").enumerated() {
            let place = path.child("policyTypes").index(index)
            errors += FieldError.unknownWord(place, type, known: ["Ingress", "Egress"])
        }
        return errors + AddressBlockErrors.inPolicy(spec, replacing: old?.object("spec"), at: path)
    }
}

/// Quotas.
struct ResourceQuotaStrategy: BuiltInStrategy {
    var printer: RowPrinter { .resourceQuotas }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        object.change("spec") { $0.normalizeQuantities(in: "hard") }
        object.change("status") { status in
            status.normalizeQuantities(in: "hard")
            status.normalizeQuantities(in: "used")
        }
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let hard = object.object("spec", "hard")
        return hard.keys.sorted().compactMap { name in
            guard let amount = hard.quantity(name), amount.isNegative else { return nil }
            let path = FieldPath.root.child("spec", "hard").key(name)
            return .invalid(path, .string("\(amount)"), "must be greater than or equal to 0")
        }
    }
}

/// Limits for single objects: a maximum is a default limit, a default limit a default request.
struct LimitRangeStrategy: BuiltInStrategy {
    var allowsCreateOnUpdate: Bool { true }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        object.change("spec") { spec in
            spec.changeEach("limits") { item in
                for name in ["max", "min", "default", "defaultRequest", "maxLimitRequestRatio"] {
                    item.normalizeQuantities(in: name)
                }
                guard item.text("type") == "Container" else { return }
                for (target, source) in [("default", "max"), ("defaultRequest", "default"), ("defaultRequest", "min")] {
                    let amounts = item.object(source)
                    guard !amounts.isEmpty else { continue }
                    item.make(target) { for (name, amount) in amounts { $0.setDefault(name, amount) } }
                }
            }
        }
    }
}

/// Priority classes: their value is in pods already.
struct PriorityClassStrategy: BuiltInStrategy {
    var printer: RowPrinter { .priorityClasses }
    var countsGenerations: Bool { true }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        guard let old else { return [] }
        let fixed = ["value", "preemptionPolicy"].filter { object[$0] != old[$0] }
        return fixed.map { .forbidden(.root.child($0), "may not be changed in an update.") }
    }
}

/// Storage classes: what made the volumes stays.
struct StorageClassStrategy: BuiltInStrategy {
    var printer: RowPrinter { .storageClasses }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let path = FieldPath.root
        guard let old else { return object.has("provisioner") ? [] : [.required(path.child("provisioner"))] }
        let fixed = ["parameters", "provisioner", "reclaimPolicy"].filter { object[$0] != old[$0] }
        return fixed.map { .forbidden(path.child($0), "updates to \($0) are forbidden.") }
            + FieldError.immutable(
                path.child("volumeBindingMode"),
                object["volumeBindingMode"],
                old["volumeBindingMode"]
            )
    }
}

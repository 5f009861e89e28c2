// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Leases: who writes one must have seen its present state.
struct LeaseStrategy: BuiltInStrategy {
    var printer: RowPrinter { .leases }
    var allowsUnconditionalUpdate: Bool { false }
    var allowsCreateOnUpdate: Bool { true }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let spec = object.object("spec")
        let path = FieldPath.root.child("spec")
        var errors: [FieldError] = []
        if let seconds = spec.int("leaseDurationSeconds"), seconds <= 0 {
            let value = JSONValue.number(JSONNumber(seconds))
            errors.append(.invalid(path.child("leaseDurationSeconds"), value, "must be greater than 0"))
        }
        return errors + FieldError.negative(path.child("leaseTransitions"), spec.int("leaseTransitions"))
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// What may be wrong with a change of a pod: almost all of its specification stays as it was made.
enum PodChangeErrors {
    private static let sentence =
        "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
        + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
        + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"

    static func inChange(of spec: JSONObject, from old: JSONObject, at path: FieldPath) -> [FieldError] {
        for list in ["containers", "initContainers"] where spec.list(list).count != old.list(list).count {
            return [.forbidden(path.child(list), "pod updates may not add or remove containers")]
        }
        var errors = inDeadline(spec, old, at: path.child("activeDeadlineSeconds"))
        errors += inTolerations(spec, old, at: path.child("tolerations"))
        var fixed = spec
        for free in ["activeDeadlineSeconds", "tolerations"] { fixed[free] = old[free] }
        for list in ["containers", "initContainers"] {
            var images = old.list(list).map { $0["image"] }[...]
            fixed.changeEach(list) { $0["image"] = images.popFirst() ?? nil }
        }
        if (old.int("terminationGracePeriodSeconds") ?? 0) < 0, spec.int("terminationGracePeriodSeconds") == 1 {
            fixed["terminationGracePeriodSeconds"] = old["terminationGracePeriodSeconds"]
        }
        let gates = fixed.list("schedulingGates")
        if gates.allSatisfy(old.list("schedulingGates").contains) { fixed["schedulingGates"] = old["schedulingGates"] }
        return fixed == old ? errors : errors + [.forbidden(path, sentence)]
    }

    private static func inDeadline(_ spec: JSONObject, _ old: JSONObject, at path: FieldPath) -> [FieldError] {
        guard let before = old.int("activeDeadlineSeconds") else { return [] }
        guard let after = spec.int("activeDeadlineSeconds") else {
            return [.invalid(path, .null, "must not update from a positive integer to nil value")]
        }
        let detail = "must be less than or equal to previous value"
        return after > before ? [.invalid(path, .number(JSONNumber(after)), detail)] : []
    }

    private static func inTolerations(_ spec: JSONObject, _ old: JSONObject, at path: FieldPath) -> [FieldError] {
        let present = Set(spec.list("tolerations").map(\.withoutSeconds))
        if old.list("tolerations").map(\.withoutSeconds).allSatisfy(present.contains) { return [] }
        return [.forbidden(path, "existing toleration can not be modified except its tolerationSeconds")]
    }
}

extension JSONObject {
    fileprivate var withoutSeconds: JSONObject {
        var toleration = self
        toleration["tolerationSeconds"] = nil
        return toleration
    }
}

// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension DefaultPolicy {
    /// A role that is there already, with what it lacks of the default; what somebody added to it stays.
    package static func reconciled(role present: JSONObject, with role: DefaultRole) -> JSONObject {
        guard var object = withMetadata(of: role.object, present) else { return present }
        if role.isAggregated {
            object["aggregationRule"] = role.object["aggregationRule"]
            return object
        }
        guard let held = try? RoleObject(decoding: .object(present)).rules else { return object }
        let missing = role.rules.filter { !PolicyRule.missing(of: [$0], in: held).isEmpty }
        if !missing.isEmpty { object["rules"] = .array((present["rules"]?.array ?? []) + missing.map(\.tree)) }
        return object
    }

    /// A binding that is there already, with the subjects of the default that it lacks.
    package static func reconciled(binding present: JSONObject, with binding: DefaultBinding) -> JSONObject {
        guard var object = withMetadata(of: binding.object, present) else { return present }
        let subjects = present["subjects"]?.array ?? []
        let missing = (binding.object["subjects"]?.array ?? []).filter { !subjects.contains($0) }
        if !missing.isEmpty { object["subjects"] = .array(subjects + missing) }
        return object
    }

    /// The object with the labels and annotations that it lacks; nil when it is not to be kept up to date.
    private static func withMetadata(of wanted: JSONObject, _ present: JSONObject) -> JSONObject? {
        guard present.metadata.texts("annotations")[autoupdate] != "false" else { return nil }
        var object = present
        for field in ["labels", "annotations"] {
            var values = present.metadata[field]?.object ?? JSONObject()
            for (key, value) in wanted.metadata[field]?.object ?? JSONObject() where values[key] == nil {
                values[key] = value
            }
            if !values.isEmpty { object.metadata[field] = .object(values) }
        }
        return object
    }
}

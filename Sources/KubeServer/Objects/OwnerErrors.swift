// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// What is wrong with the owners of an object; errors do not say which of them (apimachinery,
/// `pkg/api/validation/objectmeta.go`).
enum OwnerErrors {
    /// What is wrong with the references in some metadata.
    static func inReferences(of metadata: JSONObject, at path: FieldPath) -> [FieldError] {
        let path = path.child("ownerReferences")
        let owners = (metadata["ownerReferences"]?.array ?? []).compactMap(\.object)
        var errors: [FieldError] = []
        var controller: JSONObject?
        for owner in owners {
            errors += inReference(owner, at: path)
            guard owner["controller"]?.bool == true else { continue }
            guard let first = controller else {
                controller = owner
                continue
            }
            let detail =
                "Only one reference can have Controller set to true. Found \"true\" in references for "
                + "\(name(of: first)) and \(name(of: owner))"
            let shown = owners.map(Self.shown).joined(separator: ",")
            errors.append(.invalid(path, shown: "[\(shown)]", detail))
        }
        return errors
    }

    private static func inReference(_ owner: JSONObject, at path: FieldPath) -> [FieldError] {
        let apiVersion = owner.text("apiVersion")
        var errors: [FieldError] = []
        if apiVersion.isEmpty {
            errors.append(.invalid(path.child("apiVersion"), "", "version must not be empty"))
        }
        for field in ["kind", "name", "uid"] where owner.text(field).isEmpty {
            errors.append(.invalid(path.child(field), "", "must not be empty"))
        }
        if apiVersion == "v1", owner.text("kind") == "Event" {
            errors.append(.invalid(path, shown: shown(owner), "/v1, Kind=Event is disallowed from being an owner"))
        }
        return errors
    }

    private static func name(of owner: JSONObject) -> String { "\(owner.text("kind"))/\(owner.text("name"))" }

    /// The reference as Go's encoder writes it.
    private static func shown(_ owner: JSONObject) -> String {
        var ordered = JSONObject()
        for field in ["apiVersion", "kind", "name", "uid"] { ordered[field] = .string(owner.text(field)) }
        for field in ["controller", "blockOwnerDeletion"] { ordered[field] = owner[field] }
        return JSONValue.object(ordered).serializedText(.compact)
    }
}

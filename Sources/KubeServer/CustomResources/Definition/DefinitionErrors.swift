// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// What is wrong with a definition, in the words and the order of the API server (apiextensions-apiserver,
/// `pkg/apis/apiextensions/validation`).
///
/// What all versions say alike stands in errors where the API server's own struct has it: `spec.validation`, not
/// `spec.versions[0].schema`, although no client can write it there.
struct DefinitionErrors {
    private let object: JSONObject
    private let spec: JSONObject
    private let path = FieldPath.root.child("spec")
    private let shared: SharedByVersions

    init(of object: JSONObject) {
        self.object = object
        spec = object.object("spec")
        shared = SharedByVersions(spec.list("versions"))
    }

    /// What is wrong with a definition, or with its change from an old one.
    func errors(replacing old: JSONObject?) -> [FieldError] {
        var errors = inName()
        // What has been found right and has not changed is not looked at again: schemas are large.
        if old?["spec"] != spec.asValue { errors += inSpec(replacing: old) }
        errors += DefinitionNames.errors(in: object.object("status", "acceptedNames"), at: ["status", "acceptedNames"])
        errors += inStoredVersions(object.object("status").strings("storedVersions"))
        errors += inApproval(replacing: old)
        if spec["preserveUnknownFields"]?.bool == true, old?.object("spec")["preserveUnknownFields"]?.bool != true {
            let detail =
                "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead"
            errors.append(.invalid(path.child("preserveUnknownFields"), true, detail))
        }
        return errors
    }

    private func inName() -> [FieldError] {
        let name = object.metadata.text("name")
        if name == "\(spec.object("names").text("plural")).\(spec.text("group"))" { return [] }
        let detail = #"must be spec.names.plural+"."+spec.group"#
        return [.invalid(.root.child("metadata", "name"), .string(name), detail)]
    }

    private func inSpec(replacing old: JSONObject?) -> [FieldError] {
        var errors = inGroup()
        let scope = spec.text("scope")
        errors +=
            scope.isEmpty
            ? [.required(path.child("scope"))]
            : FieldError.unknownWord(path.child("scope"), scope, known: ["Cluster", "Namespaced"])
        errors += inVersions()
        let names = spec.object("names")
        for field in ["plural", "singular", "kind", "listKind"] where names.text(field).isEmpty {
            errors.append(.required(path.child("names", field)))
        }
        errors += DefinitionNames.errors(in: names, at: ["spec", "names"])
        errors += shared.errors(at: path)
        errors += inConversion()
        guard let old else { return errors }
        return errors + inChange(from: old.object("spec"), isServed: DefinitionConditions(old.object("status")))
    }

    private func inGroup() -> [FieldError] {
        let (group, place) = (spec.text("group"), path.child("group"))
        if group.isEmpty { return [.required(place)] }
        let errors = ObjectNames.subdomainErrors(group)
        if !errors.isEmpty { return [.invalid(place, .string(group), errors.joined(separator: ","))] }
        if group.contains(".") { return [] }
        return [.invalid(place, .string(group), "should be a domain with at least one dot")]
    }

    private func inVersions() -> [FieldError] {
        let versions = spec.list("versions")
        let place = path.child("versions")
        var errors: [FieldError] = []
        for (index, version) in versions.enumerated() where version.object("schema")["openAPIV3Schema"]?.object == nil {
            errors.append(.required(place.index(index).child("schema", "openAPIV3Schema")))
        }
        for (index, version) in versions.enumerated() {
            let name = version.text("name")
            let problems = DNS1035.errors(name)
            if !problems.isEmpty {
                errors.append(
                    .invalid(place.index(index).child("name"), .string(name), problems.joined(separator: ","))
                )
            }
            errors += VersionErrors(version, at: place.index(index)).errors(besides: shared)
        }
        let names = versions.map { $0.text("name") }
        if Set(names).count < names.count {
            errors.append(.invalid(place, nil, "must contain unique version names"))
        }
        if versions.count(where: { $0["storage"]?.bool == true }) != 1 {
            let detail = "must have exactly one version marked as storage version"
            if let shown = shared.shown(versions) {
                errors.append(.invalid(place, shown: shown, detail))
            } else {
                errors.append(.invalid(place, nil, detail))
            }
        }
        if let name = names.first, !DNS1035.errors(name).isEmpty {
            // The API server's own struct has the first name once more.
            errors.append(.invalid(path.child("version"), .string(name), DNS1035.errors(name).joined(separator: ",")))
        }
        return errors
    }

    private func inConversion() -> [FieldError] {
        let strategy = spec.object("conversion").text("strategy")
        let place = path.child("conversion", "strategy")
        switch strategy {
        case "None", "": return []
        case "Webhook":
            let detail =
                "a limit of the embedded API server: it calls no conversion webhooks, so that versions can differ in "
                + "nothing but their name; Kubernetes has them"
            return [.invalid(place, .string(strategy), detail)]
        default: return FieldError.unknownWord(place, strategy, known: ["None", "Webhook"])
        }
    }

    private func inStoredVersions(_ stored: [String]) -> [FieldError] {
        let place = FieldPath.root.child("status", "storedVersions")
        let shown = JSONValue.array(stored.map { .string($0) })
        guard !stored.isEmpty else { return [.invalid(place, .null, "must have at least one stored version")] }
        let versions = spec.list("versions")
        var errors: [FieldError] = []
        for version in versions where version["storage"]?.bool == true && !stored.contains(version.text("name")) {
            errors.append(.invalid(place, shown, "must have the storage version \(version.text("name"))"))
        }
        let names = Set(versions.map { $0.text("name") })
        for (index, name) in stored.enumerated() where !names.contains(name) {
            let detail =
                "missing from spec.versions; \(name) was previously a storage version, and must remain in spec.versions "
                + "until a storage migration ensures no data remains persisted in \(name) and removes \(name) from "
                + "status.storedVersions"
            errors.append(.invalid(place.index(index), .string(name), detail))
        }
        return errors
    }

    private func inApproval(replacing old: JSONObject?) -> [FieldError] {
        func approval(_ object: JSONObject) -> (CommunityApproval?, String) {
            let text = object.metadata.texts("annotations")[CommunityApproval.annotation] ?? ""
            return (CommunityApproval(of: spec.text("group"), text), text)
        }
        let (new, text) = approval(object)
        return new?.errors(text, was: old.flatMap { approval($0).0 }) ?? []
    }

    /// What objects are stored under never changes; what they look like does not once they are served.
    private func inChange(from old: JSONObject, isServed conditions: DefinitionConditions) -> [FieldError] {
        let fixed = conditions.isTrue(.established) ? [["scope"], ["names", "kind"]] : []
        return (fixed + [["group"], ["names", "plural"]]).flatMap { names in
            FieldError.immutable(
                names.reduce(path) { $0.child($1) },
                spec.value(at: names),
                old.value(at: names)
            )
        }
    }
}

extension JSONObject {
    fileprivate var asValue: JSONValue { .object(self) }
}

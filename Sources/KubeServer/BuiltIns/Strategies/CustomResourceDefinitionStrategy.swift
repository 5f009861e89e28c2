// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Definitions of kinds, as objects; what becomes of them is for the part of the server that serves them.
struct CustomResourceDefinitionStrategy: BuiltInStrategy {
    var countsGenerations: Bool { true }
    var allowsUnconditionalUpdate: Bool { false }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        object.make("spec") { spec in
            spec.make("names") { names in
                let kind = names.text("kind")
                if !kind.isEmpty {
                    names.replaceEmpty("singular", .string(kind.lowercased()))
                    names.replaceEmpty("listKind", .string("\(kind)List"))
                }
            }
            spec.changeEach("versions") { version in
                version.changeEach("additionalPrinterColumns") { if $0.int("priority") == 0 { $0["priority"] = nil } }
            }
        }
        let stored = object.list("spec", "versions").first { $0["storage"]?.bool == true }?.text("name")
        guard let stored else { return }
        object.make("status") { status in
            let versions = status.strings("storedVersions")
            if versions.contains(stored) { return }
            status["storedVersions"] = .array((versions + [stored]).map { .string($0) })
        }
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let spec = object.object("spec")
        let path = FieldPath.root.child("spec")
        var errors = inName(object, spec)
        errors += FieldError.required(path.child("group"), spec.text("group"), ObjectNames.subdomainErrors)
        if !spec.text("group").isEmpty, !spec.text("group").contains(".") {
            let detail = "should be a domain with at least one dot"
            errors.append(.invalid(path.child("group"), spec["group"], detail))
        }
        errors += FieldError.unknownWord(path.child("scope"), spec.text("scope"), known: ["Cluster", "Namespaced"])
        errors += inNames(spec.object("names"), at: path.child("names"))
        errors += inVersions(spec, at: path.child("versions"))
        guard let old else { return errors }
        return errors + inChange(of: spec, from: old, at: path)
    }

    private func inName(_ object: JSONObject, _ spec: JSONObject) -> [FieldError] {
        let name = object.metadata.text("name")
        let expected = "\(spec.object("names").text("plural")).\(spec.text("group"))"
        if name == expected { return [] }
        let detail = #"must be spec.names.plural+"."+spec.group"#
        return [.invalid(.root.child("metadata", "name"), .string(name), detail)]
    }

    private func inNames(_ names: JSONObject, at path: FieldPath) -> [FieldError] {
        var errors = ["plural", "singular"].flatMap { field in
            FieldError.required(path.child(field), names.text(field), DNS1035.errors)
        }
        for field in ["kind", "listKind"] {
            errors += FieldError.required(path.child(field), names.text(field)) { name in
                DNS1035.errors(name.lowercased()).map { "may have mixed case, but should otherwise match: \($0)" }
            }
        }
        for (index, name) in names.strings("shortNames").enumerated() {
            errors += DNS1035.errors(name).map {
                .invalid(path.child("shortNames").index(index), .string(name), $0)
            }
        }
        if names.has("kind"), names["kind"] == names["listKind"] {
            let detail = "kind and listKind may not be the same"
            errors.append(.invalid(path.child("listKind"), names["listKind"], detail))
        }
        return errors
    }

    private func inVersions(_ spec: JSONObject, at path: FieldPath) -> [FieldError] {
        let versions = spec.list("versions")
        var errors: [FieldError] = []
        for (index, version) in versions.enumerated() {
            let place = path.index(index)
            errors += DNS1035.errors(version.text("name")).map {
                .invalid(place.child("name"), version["name"], $0)
            }
            if version.object("schema")["openAPIV3Schema"]?.object == nil {
                errors.append(.required(place.child("schema", "openAPIV3Schema"), "schemas are required"))
            }
        }
        let names = versions.map { $0.text("name") }
        if Set(names).count < names.count {
            errors.append(.invalid(path, spec["versions"], "must contain unique version names"))
        }
        if versions.count(where: { $0["storage"]?.bool == true }) != 1 {
            let detail = "must have exactly one version marked as storage version"
            errors.append(.invalid(path, spec["versions"], detail))
        }
        return errors
    }

    /// What objects are stored under never changes; what they look like does not once they are served.
    private func inChange(of spec: JSONObject, from old: JSONObject, at path: FieldPath) -> [FieldError] {
        let conditions = old.list("status", "conditions")
        let isServed = conditions.contains { $0.text("type") == "Established" && $0.text("status") == "True" }
        let fixed = (isServed ? [["scope"], ["names", "kind"]] : []) + [["group"], ["names", "plural"]]
        return fixed.flatMap { names in
            FieldError.immutable(
                names.reduce(path) { $0.child($1) },
                spec.value(at: names),
                old.object("spec").value(at: names)
            )
        }
    }
}

/// Labels that begin with a letter (RFC 1035).
private enum DNS1035 {
    static func errors(_ name: String) -> [String] {
        var errors = name.utf8.count > 63 ? ["must be no more than 63 bytes"] : []
        let isLabel = ObjectNames.labelErrors(String(name.prefix(63))).isEmpty
        if isLabel, name.first?.isLetter == true { return errors }
        errors.append(
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "
                + "character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for "
                + "validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
        )
        return errors
    }
}

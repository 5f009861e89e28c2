// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Roles of a namespace, and of the cluster.
struct RoleStrategy: BuiltInStrategy {
    let isNamespaced: Bool

    var allowsCreateOnUpdate: Bool { true }

    func nameErrors(_ name: String) -> [String] { ObjectNames.pathSegmentErrors(name) }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        var errors: [FieldError] = []
        for (index, selector) in object.list("aggregationRule", "clusterRoleSelectors").enumerated() {
            let path = FieldPath.root.child("aggregationRule", "clusterRoleSelectors").index(index)
            errors += SelectorErrors.inSelector(selector, at: path)
        }
        for (index, rule) in object.list("rules").enumerated() {
            errors += inRule(rule, at: .root.child("rules").index(index))
        }
        return errors
    }

    private func inRule(_ rule: JSONObject, at path: FieldPath) -> [FieldError] {
        var errors: [FieldError] = []
        if !rule.has("verbs") { errors.append(.required(path.child("verbs"), "verbs must contain at least one value")) }
        if rule.has("nonResourceURLs") {
            let urls = rule["nonResourceURLs"]
            let place = path.child("nonResourceURLs")
            if isNamespaced {
                errors.append(.invalid(place, urls, "namespaced rules cannot apply to non-resource URLs"))
            }
            if ["apiGroups", "resources", "resourceNames"].contains(where: rule.has) {
                let detail = "rules cannot apply to both regular resources and non-resource URLs"
                errors.append(.invalid(place, urls, detail))
            }
            return errors
        }
        if !rule.has("apiGroups") {
            errors.append(.required(path.child("apiGroups"), "resource rules must supply at least one api group"))
        }
        if !rule.has("resources") {
            errors.append(.required(path.child("resources"), "resource rules must supply at least one resource"))
        }
        return errors
    }
}

/// Bindings of roles: whom they bind may change, what they bind may not.
struct RoleBindingStrategy: BuiltInStrategy {
    private static let group = "rbac.authorization.k8s.io"

    let isNamespaced: Bool

    var printer: RowPrinter { .roleBindings }
    var allowsCreateOnUpdate: Bool { true }

    func nameErrors(_ name: String) -> [String] { ObjectNames.pathSegmentErrors(name) }

    func prepare(_ object: inout JSONObject, replacing old: JSONObject?) {
        object.changeEach("subjects") { subject in
            let isPerson = ["User", "Group"].contains(subject.text("kind"))
            if isPerson { subject.replaceEmpty("apiGroup", .string(Self.group)) }
        }
    }

    func errors(in object: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let reference = object.object("roleRef")
        let path = FieldPath.root.child("roleRef")
        var errors = FieldError.unknownWord(path.child("apiGroup"), reference.text("apiGroup"), known: [Self.group])
        let kinds = isNamespaced ? ["Role", "ClusterRole"] : ["ClusterRole"]
        errors += FieldError.unknownWord(path.child("kind"), reference.text("kind"), known: kinds)
        errors += FieldError.required(path.child("name"), reference.text("name"), ObjectNames.pathSegmentErrors)
        for (index, subject) in object.list("subjects").enumerated() {
            errors += inSubject(subject, at: .root.child("subjects").index(index))
        }
        if let old, old.object("roleRef") != reference {
            // Shown as Go's own encoder writes a struct that has no names for JSON.
            let shown: JSONObject = [
                "APIGroup": .string(reference.text("apiGroup")), "Kind": .string(reference.text("kind")),
                "Name": .string(reference.text("name")),
            ]
            errors.append(.invalid(path, .object(shown), "cannot change roleRef"))
        }
        return errors
    }

    private func inSubject(_ subject: JSONObject, at path: FieldPath) -> [FieldError] {
        let (kind, name) = (subject.text("kind"), subject.text("name"))
        var errors: [FieldError] = name.isEmpty ? [.required(path.child("name"))] : []
        switch kind {
        case "ServiceAccount":
            if !name.isEmpty {
                errors += ObjectNames.subdomainErrors(name).map { .invalid(path.child("name"), .string(name), $0) }
            }
            errors += FieldError.unknownWord(path.child("apiGroup"), subject.text("apiGroup"), known: [""])
            if !subject.has("namespace") { errors.append(.required(path.child("namespace"))) }
        case "User", "Group":
            errors += FieldError.unknownWord(path.child("apiGroup"), subject.text("apiGroup"), known: [Self.group])
        default:
            let kinds = ["ServiceAccount", "User", "Group"]
            errors.append(.notSupported(path.child("kind"), .string(kind), supported: kinds))
        }
        return errors
    }
}

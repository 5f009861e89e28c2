// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// What is wrong with the names of a custom resource; that some must be there is said of the spec only.
enum DefinitionNames {
    static func errors(in names: JSONObject, at place: [String]) -> [FieldError] {
        let path = place.reduce(FieldPath.root) { $0.child($1) }
        var errors: [FieldError] = []
        func check(_ name: String, _ path: FieldPath, _ problems: [String], hint: String = "") {
            guard !name.isEmpty, !problems.isEmpty else { return }
            errors.append(.invalid(path, .string(name), hint + problems.joined(separator: ",")))
        }
        for field in ["plural", "singular"] {
            check(names.text(field), path.child(field), DNS1035.errors(names.text(field)))
        }
        for field in ["kind", "listKind"] {
            let name = names.text(field)
            check(
                name,
                path.child(field),
                DNS1035.errors(name.lowercased()),
                hint: "may have mixed case, but should otherwise match: "
            )
        }
        errors += inList("shortNames", of: names, at: path)
        if names.has("kind"), names["kind"] == names["listKind"] {
            let detail = "kind and listKind may not be the same"
            errors.append(.invalid(path.child("listKind"), names["listKind"], detail))
        }
        return errors + inList("categories", of: names, at: path)
    }

    private static func inList(_ field: String, of names: JSONObject, at path: FieldPath) -> [FieldError] {
        names.strings(field).enumerated().compactMap { index, name in
            let problems = DNS1035.errors(name)
            if problems.isEmpty { return nil }
            return .invalid(path.child(field).index(index), .string(name), problems.joined(separator: ","))
        }
    }
}

/// Labels that begin with a letter (RFC 1035).
enum DNS1035 {
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

// SPDX-License-Identifier: Apache-2.0

/// The grammars of names, with Kubernetes' explanations of what is wrong.
package enum ObjectNames {
    /// What is wrong with a DNS subdomain (RFC 1123), such as most names are.
    package static func subdomainErrors(_ name: String) -> [String] {
        var errors: [String] = []
        if name.utf8.count > 253 { errors.append("must be no more than 253 bytes") }
        if !isSubdomain(name) {
            errors.append(
                explanation(
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', "
                        + "and must start and end with an alphanumeric character",
                    #"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*"#,
                    ["example.com"]
                )
            )
        }
        return errors
    }

    /// What is wrong with a DNS label (RFC 1123), such as names of namespaces are.
    package static func labelErrors(_ name: String) -> [String] {
        var errors: [String] = []
        if name.utf8.count > 63 { errors.append("must be no more than 63 bytes") }
        if isLabel(name[...]) { return errors }
        if isSubdomain(name) {
            errors.append("must not contain dots")
        } else {
            errors.append(
                explanation(
                    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', "
                        + "and must start and end with an alphanumeric character",
                    "[a-z0-9]([-a-z0-9]*[a-z0-9])?",
                    ["my-name", "123-abc"]
                )
            )
        }
        return errors
    }

    /// What is wrong with a name that only has to fit into a path, such as those of roles.
    package static func pathSegmentErrors(_ name: String) -> [String] {
        if name == "." || name == ".." { return ["may not be '\(name)'"] }
        return ["/", "%"].filter { name.contains($0) }.map { "may not contain '\($0)'" }
    }

    /// What is wrong with the key of a label or an annotation.
    package static func qualifiedNameErrors(_ key: String) -> [String] {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        var errors: [String] = []
        if parts.count > 2 {
            return [
                explanation(
                    "a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end "
                        + "with an alphanumeric character",
                    "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]",
                    ["MyName", "my.name", "123-abc"]
                ) + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            ]
        }
        if parts.count == 2 {
            if parts[0].isEmpty {
                errors.append("prefix part must be non-empty")
            } else {
                errors += subdomainErrors(String(parts[0])).map { "prefix part \($0)" }
            }
        }
        let name = parts[parts.count - 1]
        if name.isEmpty { errors.append("name part must be non-empty") }
        if name.utf8.count > 63 { errors.append("name part must be no more than 63 bytes") }
        if !isQualified(name) {
            errors.append(
                "name part "
                    + explanation(
                        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
                            + "alphanumeric character",
                        "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]",
                        ["MyName", "my.name", "123-abc"]
                    )
            )
        }
        return errors
    }

    /// What is wrong with the value of a label.
    package static func labelValueErrors(_ value: String) -> [String] {
        var errors: [String] = []
        if value.utf8.count > 63 { errors.append("must be no more than 63 bytes") }
        if !value.isEmpty, !isQualified(value[...]) {
            errors.append(
                explanation(
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and "
                        + "must start and end with an alphanumeric character",
                    "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?",
                    ["MyValue", "my_value", "12345"]
                )
            )
        }
        return errors
    }

    /// The beginning of a generated name as it is checked: a dash may stand at its end.
    ///
    /// Kubernetes takes another character away with the dash (apimachinery, `pkg/api/validation/generic.go`).
    package static func maskingTrailingDash(_ prefix: String) -> String {
        prefix.utf8.count > 1 && prefix.hasSuffix("-") ? prefix.dropLast(2) + "a" : prefix
    }

    /// A name made from a prefix: five characters that make no words, as Kubernetes appends them.
    package static func generate(from prefix: String, using random: inout some RandomNumberGenerator) -> String {
        let alphabet = Array("bcdfghjklmnpqrstvwxz2456789")
        let suffix = (0..<5).map { _ in alphabet[Int.random(in: alphabet.indices, using: &random)] }
        return String(prefix.prefix(58)) + String(suffix)
    }

    private static func explanation(_ rule: String, _ pattern: String, _ examples: [String]) -> String {
        let list = examples.map { "'\($0)'" }.joined(separator: ",  or ")
        return "\(rule) (e.g. \(list), regex used for validation is '\(pattern)')"
    }

    private static func isSubdomain(_ text: String) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(isLabel)
    }

    private static func isLabel(_ text: Substring) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last else { return false }
        return first.isLowerAlphanumeric && last.isLowerAlphanumeric
            && bytes.allSatisfy { $0.isLowerAlphanumeric || $0 == UInt8(ascii: "-") }
    }

    private static func isQualified(_ text: Substring) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, let last = bytes.last else { return false }
        return first.isAlphanumeric && last.isAlphanumeric
            && bytes.allSatisfy { $0.isAlphanumeric || "-_.".utf8.contains($0) }
    }
}

extension UInt8 {
    fileprivate var isLowerAlphanumeric: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }

    fileprivate var isAlphanumeric: Bool {
        isLowerAlphanumeric || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
    }
}

// SPDX-License-Identifier: Apache-2.0

/// Which objects are meant, by their fields: all conditions must hold, and none means everything.
///
/// Every resource can be selected by `metadata.name` and `metadata.namespace`; more fields are up to the resource.
package struct FieldSelector: Sendable, Hashable {
    /// One condition.
    package struct Requirement: Sendable, Hashable {
        /// The path of the field, such as `metadata.name`.
        package let field: String
        package let value: String
        /// Whether the field must have the value, or must not.
        package let isEquality: Bool

        /// A field that has a value, or has not.
        package init(_ field: String, _ value: String, isEquality: Bool = true) {
            self.field = field
            self.value = value
            self.isEquality = isEquality
        }
    }

    /// The conditions in order.
    package let requirements: [Requirement]

    /// Everything for which all the conditions hold.
    package init(_ requirements: [Requirement] = []) {
        self.requirements = requirements
    }

    /// Everything.
    package static let everything = FieldSelector()

    /// The object of a name.
    package static func name(_ name: String) -> FieldSelector {
        FieldSelector([Requirement("metadata.name", name)])
    }

    /// Whether an object is meant whose fields have the values that a function gives; an unknown field is empty.
    package func matches(_ value: (String) -> String?) -> Bool {
        requirements.allSatisfy { ((value($0.field) ?? "") == $0.value) == $0.isEquality }
    }
}

extension FieldSelector: CustomStringConvertible {
    /// The selector as it stands in a query, with what would end a value escaped.
    package var description: String {
        requirements
            .map { "\($0.field)\($0.isEquality ? "=" : "!=")\(Self.escape($0.value))" }
            .joined(separator: ",")
    }

    private static func escape(_ value: String) -> String {
        var escaped = ""
        for scalar in value.unicodeScalars {
            if scalar == "\\" || scalar == "," || scalar == "=" { escaped.unicodeScalars.append("\\") }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped
    }
}

extension FieldSelector {
    /// Reads a selector as it stands in a query or behind `kubectl --field-selector`: `spec.nodeName=a,status.phase!=b`.
    package init(query text: String) throws(KubeFormatError) {
        var requirements: [Requirement] = []
        for term in Self.terms(of: text) where !term.isEmpty {
            requirements.append(try Self.requirement(term))
        }
        self.init(requirements)
    }

    /// What stands between commas that are not escaped.
    private static func terms(of text: String) -> [Substring] {
        var terms: [Substring] = []
        var start = text.unicodeScalars.startIndex
        var isEscaped = false
        for index in text.unicodeScalars.indices {
            switch text.unicodeScalars[index] {
            case _ where isEscaped: isEscaped = false
            case "\\": isEscaped = true
            case ",":
                terms.append(text[start..<index])
                start = text.unicodeScalars.index(after: index)
            default: break
            }
        }
        return terms + [text[start...]]
    }

    private static func requirement(_ term: Substring) throws(KubeFormatError) -> Requirement {
        guard let equals = term.firstIndex(of: "=") else {
            throw KubeFormatError(.fieldSelector, "\"\(term)\": expected field=value, field==value or field!=value")
        }
        let isEquality = !term[..<equals].hasSuffix("!")
        let field = isEquality ? term[..<equals] : term[..<equals].dropLast()
        var value = term[term.index(after: equals)...]
        if isEquality, value.hasPrefix("=") { value.removeFirst() }
        return Requirement(String(field), try unescape(value), isEquality: isEquality)
    }

    private static func unescape(_ value: Substring) throws(KubeFormatError) -> String {
        var text = ""
        var isEscaped = false
        for scalar in value.unicodeScalars {
            let isSpecial = scalar == "\\" || scalar == "," || scalar == "="
            if isEscaped {
                guard isSpecial else {
                    throw KubeFormatError(.fieldSelector, "\"\(value)\": only '\\', ',' and '=' can be escaped")
                }
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
                continue
            } else if isSpecial {
                throw KubeFormatError(.fieldSelector, "\"\(value)\": '\(scalar)' in a value must be escaped")
            }
            text.unicodeScalars.append(scalar)
        }
        guard !isEscaped else { throw KubeFormatError(.fieldSelector, "\"\(value)\" ends inside an escape") }
        return text
    }
}

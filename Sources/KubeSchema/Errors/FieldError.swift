// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// What is wrong with one field, in the words that Kubernetes uses for it.
package struct FieldError: Error, Sendable, Equatable {
    /// What kind of wrong; the raw value is the reason of a cause in a `Status`.
    package enum Kind: String, Sendable {
        case notFound = "FieldValueNotFound"
        case required = "FieldValueRequired"
        case duplicate = "FieldValueDuplicate"
        case invalid = "FieldValueInvalid"
        case notSupported = "FieldValueNotSupported"
        case forbidden = "FieldValueForbidden"
        case tooLong = "FieldValueTooLong"
        case tooMany = "FieldValueTooMany"
        case typeInvalid = "FieldValueTypeInvalid"

        fileprivate var phrase: String {
            switch self {
            case .notFound: "Not found"
            case .required: "Required value"
            case .duplicate: "Duplicate value"
            case .invalid, .typeInvalid: "Invalid value"
            case .notSupported: "Unsupported value"
            case .forbidden: "Forbidden"
            case .tooLong: "Too long"
            case .tooMany: "Too many"
            }
        }
    }

    /// What is wrong, and with which field.
    package let kind: Kind
    package let path: FieldPath
    /// What stands after the colon: the kind, the value where it helps, and the detail.
    package let body: String

    private init(_ kind: Kind, _ path: FieldPath, value: JSONValue? = nil, _ detail: String) {
        self.kind = kind
        self.path = path
        body = ([kind.phrase] + (value.map { [$0.inMessage] } ?? []) + (detail.isEmpty ? [] : [detail]))
            .joined(separator: ": ")
    }
}

extension FieldError {
    /// A field that must be there.
    package static func required(_ path: FieldPath, _ detail: String = "") -> FieldError {
        FieldError(.required, path, detail)
    }

    /// A value that breaks a rule; nil for one that is too long to be shown.
    package static func invalid(_ path: FieldPath, _ value: JSONValue?, _ detail: String) -> FieldError {
        FieldError(.invalid, path, value: value, detail)
    }

    /// A value that breaks a rule, as a text: a struct of Go, whose fields have an order.
    package static func invalid(_ path: FieldPath, shown value: String, _ detail: String) -> FieldError {
        FieldError(.invalid, path, "\(value): \(detail)")
    }

    /// A value of another type than the schema says.
    package static func typeInvalid(_ path: FieldPath, _ value: JSONValue, _ detail: String) -> FieldError {
        FieldError(.typeInvalid, path, value: value, detail)
    }

    /// A value that is none of those that are allowed.
    package static func notSupported(_ path: FieldPath, _ value: JSONValue, supported: [String]) -> FieldError {
        let list = supported.map(\.quotedAsInGo).joined(separator: ", ")
        return FieldError(.notSupported, path, value: value, supported.isEmpty ? "" : "supported values: \(list)")
    }

    /// A value that is none of those that are allowed, as a text: a struct of Go, whose fields have an order.
    package static func notSupported(_ path: FieldPath, shown value: String, supported: [String]) -> FieldError {
        let list = supported.map(\.quotedAsInGo).joined(separator: ", ")
        return FieldError(.notSupported, path, "\(value): supported values: \(list)")
    }

    /// A value that may stand in a list only once; nil for one that is too long to be shown.
    package static func duplicate(_ path: FieldPath, _ value: JSONValue?) -> FieldError {
        FieldError(.duplicate, path, value: value, "")
    }

    /// A value that names something that is not there.
    package static func notFound(_ path: FieldPath, _ value: JSONValue) -> FieldError {
        FieldError(.notFound, path, value: value, "")
    }

    /// A field that may not be set, or not so.
    package static func forbidden(_ path: FieldPath, _ detail: String) -> FieldError {
        FieldError(.forbidden, path, detail)
    }

    /// A text with too many bytes.
    package static func tooLong(_ path: FieldPath, limit: Int) -> FieldError {
        FieldError(.tooLong, path, "may not be more than \(limit) \(limit == 1 ? "byte" : "bytes")")
    }

    /// A list with too many elements, or a map with too many entries.
    package static func tooMany(_ path: FieldPath, count: Int, limit: Int) -> FieldError {
        let detail = "must have at most \(limit) \(limit == 1 ? "item" : "items")"
        return FieldError(.tooMany, path, value: .number(JSONNumber(count)), detail)
    }
}

extension FieldError: CustomStringConvertible {
    /// The path and what is wrong; the path of the object itself is written `<nil>`, as Go prints it.
    package var description: String { "\(path.description.isEmpty ? "<nil>" : path.description): \(body)" }
}

extension JSONValue {
    /// A value as an error shows it: strings quoted as Go does, everything else as JSON.
    fileprivate var inMessage: String {
        guard case .string(let text) = self else { return serializedText(.sortedKeys) }
        return text.quotedAsInGo
    }
}

extension String {
    /// The text as Go's `strconv.Quote` writes it.
    package var quotedAsInGo: String {
        var quoted = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case "\r": quoted += "\\r"
            case "\u{7}": quoted += "\\a"
            case "\u{8}": quoted += "\\b"
            case "\u{C}": quoted += "\\f"
            case "\u{B}": quoted += "\\v"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                quoted += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            case _ where !scalar.hasInk:
                let digits = String(scalar.value, radix: 16)
                let count = scalar.value < 0x1_0000 ? 4 : 8
                let zeros = String(repeating: "0", count: count - digits.count)
                quoted += (count == 4 ? "\\u" : "\\U") + zeros + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension Unicode.Scalar {
    /// Whether Go would print the character as it is: anything with ink, and the space.
    fileprivate var hasInk: Bool {
        if self == " " { return true }
        return switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned: false
        case .lineSeparator, .paragraphSeparator, .spaceSeparator: false
        default: true
        }
    }
}

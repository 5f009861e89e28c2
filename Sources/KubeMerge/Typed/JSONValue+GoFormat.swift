// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

// The API server prints values into its errors with Go's `fmt`; people search for those texts.
extension JSONValue {
    /// The value as `%v` prints it: `map[a:1 b:[x y]]`.
    var goText: String {
        switch self {
        case .null: "<nil>"
        case .bool(let value): value.description
        case .number(let number): number.description
        case .string(let text): text
        case .array(let elements): "[\(elements.map(\.goText).joined(separator: " "))]"
        case .object(let object): object.goText
        }
    }

    /// The value as `%#v` prints it: `map[string]interface {}{"a":1}`.
    var goSyntax: String {
        switch self {
        case .null: "interface {}(nil)"
        case .bool(let value): value.description
        case .number(let number): number.description
        case .string(let text): text.quotedAsInGo
        case .array(let elements): "[]interface {}{\(elements.map(\.goSyntax).joined(separator: ", "))}"
        case .object(let object): object.goSyntax
        }
    }

    /// The type as `%T` prints it.
    var goType: String {
        switch self {
        case .null: "<nil>"
        case .bool: "bool"
        case .number(let number): number.exactly(Int64.self) == nil ? "float64" : "int64"
        case .string: "string"
        case .array: "[]interface {}"
        case .object: "map[string]interface {}"
        }
    }
}

extension JSONObject {
    /// The object as `%v` prints it.
    var goText: String {
        "map[\(sortedMembers.map { "\($0.key):\($0.value.goText)" }.joined(separator: " "))]"
    }

    fileprivate var goSyntax: String {
        let members = sortedMembers.map { "\($0.key.quotedAsInGo):\($0.value.goSyntax)" }
        return "map[string]interface {}{\(members.joined(separator: ", "))}"
    }
}

// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// What an expression evaluates to.
package enum CELValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case list([CELValue])
    case map([CELKey: CELValue])

    /// A JSON value; a number without a fraction is an integer.
    package init(_ json: JSONValue) {
        switch json {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let number): self = Self.number(number)
        case .string(let text): self = .string(text)
        case .array(let elements): self = .list(elements.map { CELValue($0) })
        case .object(let members):
            self = .map(Dictionary(members.map { (CELKey.string($0.key), CELValue($0.value)) }) { $1 })
        }
    }

    /// The name of its type in error messages.
    var typeName: String {
        switch self {
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .list: "list"
        case .map: "map"
        }
    }

    private static func number(_ number: JSONNumber) -> CELValue {
        if let integer = number.exactly(Int64.self) { return .int(integer) }
        if let unsigned = number.exactly(UInt64.self) { return .uint(unsigned) }
        return .double(number.nearestDouble)
    }
}

/// What a map's values are found by.
package enum CELKey: Sendable, Hashable {
    case bool(Bool)
    case int(Int64)
    case string(String)

    /// The key that a value is, or nil when maps have no such keys.
    init?(_ value: CELValue) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .uint(let value):
            guard let signed = Int64(exactly: value) else { return nil }
            self = .int(signed)
        case .string(let value): self = .string(value)
        case .null, .double, .list, .map: return nil
        }
    }

    /// The key as a value.
    var value: CELValue {
        switch self {
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .string(let value): .string(value)
        }
    }
}

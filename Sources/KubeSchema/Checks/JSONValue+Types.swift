// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

// How the validator of the API server names and compares values.

extension JSONValue {
    static func count(_ count: Int) -> JSONValue { .number(JSONNumber(count)) }

    func has(type: Schema.ValueType) -> Bool {
        switch (type, self) {
        case (.object, .object), (.array, .array), (.string, .string), (.boolean, .bool), (.number, .number): true
        case (.integer, .number(let number)): number.isIntegral
        default: false
        }
    }

    var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number(let number): number.exactly(Int64.self) == nil ? "number" : "integer"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// The format that the type of a value has by itself: that of Go's numbers.
    var formatName: String {
        guard case .number(let number) = self else { return "" }
        return number.exactly(Int64.self) == nil ? "float64" : "int64"
    }
}

extension [Schema.ValueType] {
    /// The types as an error lists them.
    var joined: String { map(\.rawValue).joined(separator: ",") }
}

extension JSONNumber {
    var isIntegral: Bool {
        exactly(Int64.self) != nil || nearestDouble.rounded() == nearestDouble && abs(nearestDouble) < 9e15
    }

    func exceeds(_ other: JSONNumber) -> Bool {
        if let left = exactly(Int64.self), let right = other.exactly(Int64.self) { return left > right }
        return nearestDouble > other.nearestDouble
    }

    func isMultiple(of factor: JSONNumber) -> Bool {
        if let value = exactly(Int64.self), let factor = factor.exactly(Int64.self) {
            return factor > 0 && value % factor == 0
        }
        let quotient = nearestDouble / factor.nearestDouble
        return factor.nearestDouble > 0 && abs(quotient - quotient.rounded()) < 1e-9 * max(1, abs(quotient))
    }
}

// SPDX-License-Identifier: Apache-2.0

import JSONKit

extension ScalarMeaning {
    /// The value in JSON; nil for infinity and NaN, which JSON cannot say.
    var json: JSONValue? {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .integer(let value): .number(JSONNumber(value))
        case .unsigned(let value): .number(JSONNumber(value))
        // The digits are kept: a double would round them silently.
        case .decimal(let literal): (try? JSONNumber(parsing: literal)).map(JSONValue.number)
        case .infinite: nil
        case .timestamp(let text), .string(let text): .string(text)
        }
    }

    /// The member name in JSON; nil where kubectl has none either: null, and integers from 2⁶³.
    var key: String? {
        switch self {
        case .null, .unsigned: nil
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .decimal(let literal): Self.key(decimal: literal)
        case .infinite(let word): word
        case .timestamp(let text), .string(let text): text
        }
    }

    /// Single precision is what kubectl names such a member with, even where that loses digits.
    private static func key(decimal literal: String) -> String? {
        guard let value = Double(literal).map(Float.init) else { return nil }
        guard value.isFinite else { return value < 0 ? "-.inf" : ".inf" }
        return ShortestDecimal(value.description)?.general
    }
}

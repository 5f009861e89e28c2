// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

extension FieldError {
    /// A field whose value may not change, and does; none if it stays.
    static func immutable(_ path: FieldPath, _ value: JSONValue?, _ old: JSONValue?) -> [FieldError] {
        (value ?? .null) == (old ?? .null) ? [] : [.invalid(path, value ?? .null, "field is immutable")]
    }

    /// A word that is none of those that there are.
    static func unknownWord(_ path: FieldPath, _ word: String, known: [String]) -> [FieldError] {
        known.contains(word) ? [] : [.notSupported(path, .string(word), supported: known)]
    }

    /// A number that must not be below zero; an absent one is not.
    static func negative(_ path: FieldPath, _ number: Int?) -> [FieldError] {
        guard let number, number < 0 else { return [] }
        return [.invalid(path, .number(JSONNumber(number)), "must be greater than or equal to 0")]
    }

    /// A number that cannot be that of a port.
    static func port(_ path: FieldPath, _ number: Int) -> [FieldError] {
        if (1...65_535).contains(number) { return [] }
        return [.invalid(path, .number(JSONNumber(number)), "must be between 1 and 65535, inclusive")]
    }

    /// A text that is empty, or not one of its grammar.
    static func required(_ path: FieldPath, _ text: String, _ grammar: (String) -> [String]) -> [FieldError] {
        text.isEmpty ? [.required(path)] : grammar(text).map { .invalid(path, .string(text), $0) }
    }

    /// A number that must not be below zero, or a text that must be a percentage; an absent one is neither.
    static func amount(_ path: FieldPath, _ value: JSONValue?) -> [FieldError] {
        guard let text = value?.string else { return negative(path, value?.int) }
        let digits = text.dropLast()
        if text.last == "%", !digits.isEmpty, digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) {
            return []
        }
        let detail =
            "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', "
            + "regex used for validation is '[0-9]+%')"
        return [.invalid(path, .string(text), detail)]
    }
}

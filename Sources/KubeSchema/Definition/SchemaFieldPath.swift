// SPDX-License-Identifier: Apache-2.0

/// A path to a field of a schema, as rules and selectable fields name it: `.spec.names['a.b']`.
struct SchemaFieldPath {
    /// The names on the way.
    private(set) var path = FieldPath.root
    /// The schema at its end.
    private(set) var schema: SchemaNode

    /// Why a path leads nowhere.
    struct Failure: Error {
        let reason: String
    }

    /// Follows a path through a schema (apiextensions-apiserver, `ValidFieldPath` in `pkg/apiserver/schema/cel`).
    init(_ text: String, in schema: SchemaNode, allowsBrackets: Bool = true) throws(Failure) {
        self.schema = schema
        var rest = Self.tokens(in: text)[...]
        while let token = rest.popFirst() {
            switch token {
            case "[":
                guard allowsBrackets else { throw Failure(reason: "array notation is not allowed") }
                guard let quoted = rest.popFirst() else { throw Failure(reason: "unexpected end of JSON path") }
                guard quoted.utf8.count >= 2, quoted.hasPrefix("'"), quoted.hasSuffix("'") else {
                    throw Failure(reason: "expected single quoted string but got \(quoted)")
                }
                try follow(Self.unescape(quoted.dropFirst().dropLast()))
                guard let end = rest.popFirst() else { throw Failure(reason: "unexpected end of JSON path") }
                guard end == "]" else { throw Failure(reason: "expected ] but got \(end)") }
            case ".":
                guard let name = rest.popFirst() else { throw Failure(reason: "unexpected end of JSON path") }
                try follow(name)
            default: throw Failure(reason: "expected [ or . but got: \(token)")
            }
        }
    }

    private mutating func follow(_ name: String) throws(Failure) {
        if !schema.properties.isEmpty {
            path = path.child(name)
            guard let next = schema.property(name) else { throw Failure(reason: "does not refer to a valid field") }
            schema = next
        } else if case .schema(let others)? = schema.additional {
            path = path.key(name)
            schema = others
        } else {
            throw Failure(reason: "does not refer to a valid field")
        }
    }

    /// The text cut at dots and brackets, which are words of their own unless they are quoted.
    private static func tokens(in text: String) -> [String] {
        var tokens: [String] = []
        var word = ""
        var isEscaped = false
        for character in text {
            if word.hasPrefix("'") {
                word.append(character)
                if character == "'", !isEscaped {
                    tokens.append(word)
                    word = ""
                }
                isEscaped = character == "\\" && !isEscaped
            } else if ".[]".contains(character) {
                if !word.isEmpty { tokens.append(word) }
                tokens.append(String(character))
                word = ""
            } else {
                word.append(character)
            }
        }
        return word.isEmpty ? tokens : tokens + [word]
    }

    private static func unescape(_ text: Substring) throws(Failure) -> String {
        let meanings: [Character: Character] = [
            "a": "\u{7}", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}", "'": "'",
            "\\": "\\",
        ]
        var result = ""
        var rest = text
        while let character = rest.popFirst() {
            guard character == "\\", let escaped = rest.popFirst() else {
                result.append(character)
                continue
            }
            guard let meaning = meanings[escaped] else {
                throw Failure(reason: "invalid string literal: invalid escape char \\\(escaped)")
            }
            result.append(meaning)
        }
        return result
    }
}

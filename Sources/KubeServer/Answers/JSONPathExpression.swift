// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// The part of JSONPath that printer columns use: members, indices, `[*]`, and filters that compare a member.
package struct JSONPathExpression: Sendable, Equatable {
    private enum Step: Sendable, Equatable {
        case member(String)
        case index(Int)
        case all
        case filter([String], equals: String)
    }

    private let steps: [Step]

    /// Reads an expression such as `.status.conditions[?(@.type=="Ready")].status`; nil for what is not understood.
    package init?(_ text: String) {
        var steps: [Step] = []
        var rest = Substring(text.hasPrefix("$") ? text.dropFirst() : Substring(text))
        while let first = rest.first {
            switch first {
            case ".":
                rest.removeFirst()
                let name = Self.name(in: &rest)
                if name.isEmpty { continue }
                steps.append(name == "*" ? .all : .member(name))
            case "[":
                guard let end = rest.firstIndex(of: "]"), let step = Self.bracket(rest[..<end].dropFirst()) else {
                    return nil
                }
                steps.append(step)
                rest = rest[rest.index(after: end)...]
            default:
                return nil
            }
        }
        self.steps = steps
    }

    /// The name of a member, in which a dot stands behind a backslash: `example\.com/name`.
    private static func name(in rest: inout Substring) -> String {
        var name = ""
        while let character = rest.first, character != ".", character != "[" {
            rest.removeFirst()
            if character == "\\", let escaped = rest.popFirst() {
                name.append(escaped)
            } else {
                name.append(character)
            }
        }
        return name
    }

    /// The values that the expression finds.
    package func values(in value: JSONValue) -> [JSONValue] {
        steps.reduce([value]) { values, step in values.flatMap { Self.follow(step, $0) } }
    }

    private static func bracket(_ text: Substring) -> Step? {
        if text == "*" { return .all }
        if let index = Int(text) { return .index(index) }
        if let quote = text.first, quote == "'" || quote == "\"", text.last == quote, text.count > 1 {
            return .member(String(text.dropFirst().dropLast()))
        }
        guard text.hasPrefix("?(@."), text.hasSuffix(")"), let operation = text.firstRange(of: "==") else { return nil }
        let path = text[..<operation.lowerBound].dropFirst(4).split(separator: ".").map { $0.filter { $0 != " " } }
        let literal = text[operation.upperBound...].dropLast().filter { $0 != " " }
        let quotes: [Character] = ["\"", "'"]
        return .filter(
            path,
            equals: quotes.contains(literal.first ?? " ") ? String(literal.dropFirst().dropLast()) : literal
        )
    }

    private static func follow(_ step: Step, _ value: JSONValue) -> [JSONValue] {
        switch (step, value) {
        case (.member(let name), .object(let object)): object[name].map { [$0] } ?? []
        case (.index(let index), .array(let elements)):
            elements.indices.contains(index < 0 ? elements.count + index : index)
                ? [elements[index < 0 ? elements.count + index : index]] : []
        case (.all, .array(let elements)): elements
        case (.all, .object(let object)): object.map(\.value)
        case (.filter(let path, let wanted), .array(let elements)):
            elements.filter { path.reduce(Optional($0)) { $0?[$1] }?.plainText == wanted }
        default: []
        }
    }
}

extension JSONValue {
    /// A scalar without its quotes, as a table shows it.
    var plainText: String? {
        switch self {
        case .string(let text): text
        case .bool(let value): "\(value)"
        case .number(let number): "\(number)"
        case .null: nil
        case .array, .object: serializedText(.sortedKeys)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Says what is wrong with the text of a label selector in the words of Kubernetes (apimachinery,
/// `pkg/labels/selector.go`), once it was refused.
struct LabelSelectorSyntax {
    private struct Complaint: Error {
        let text: String
    }

    private static let operators = ["=", "==", "!=", "in", "notin", ">", "<"]
    /// How Kubernetes lists them: in the order of their names.
    private static let listOfOperators = "in, notin, =, ==, !=, gt, lt"

    private let tokens: [String]
    private var position = 0

    /// What Kubernetes would say; nil for a selector in order.
    static func complaint(about text: String) -> String? {
        var syntax = LabelSelectorSyntax(tokens: tokens(of: text))
        do throws(Complaint) {
            try syntax.readSelector()
            return nil
        } catch {
            return error.text
        }
    }

    private init(tokens: [String]) {
        self.tokens = tokens
    }

    /// The words and the symbols of a text; the end is an empty one.
    private static func tokens(of text: String) -> [String] {
        var (tokens, rest): ([String], Substring) = ([], text[...])
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if isSymbol(first) {
                let isDouble = (first == "=" || first == "!") && rest.dropFirst().first == "="
                tokens.append(String(rest.prefix(isDouble ? 2 : 1)))
                rest = rest.dropFirst(isDouble ? 2 : 1)
            } else {
                let word = rest.prefix { !$0.isWhitespace && !isSymbol($0) }
                tokens.append(String(word))
                rest = rest[word.endIndex...]
            }
        }
        return tokens
    }

    private static func isSymbol(_ character: Character) -> Bool { "=!(),><".contains(character) }

    private var next: String { position < tokens.count ? tokens[position] : "" }

    private mutating func take() -> String {
        defer { position += 1 }
        return next
    }

    private static func isWord(_ token: String) -> Bool { token.first.map { !isSymbol($0) } ?? false }

    private mutating func readSelector() throws(Complaint) {
        while !next.isEmpty {
            guard next == "!" || Self.isWord(next) else {
                throw Complaint(text: "found '\(next)', expected: !, identifier, or 'end of string'")
            }
            do throws(Complaint) {
                try readRequirement()
            } catch {
                throw Complaint(text: "unable to parse requirement: \(error.text)")
            }
            let separator = take()
            if separator.isEmpty { return }
            guard separator == "," else {
                throw Complaint(text: "found '\(separator)', expected: ',' or 'end of string'")
            }
            guard next == "!" || Self.isWord(next) else {
                throw Complaint(text: "found '\(next)', expected: identifier after ','")
            }
        }
    }

    private mutating func readRequirement() throws(Complaint) {
        let isNegated = next == "!"
        if isNegated { position += 1 }
        let key = take()
        guard Self.isWord(key) else { throw Complaint(text: "found '\(key)', expected: identifier") }
        try check(ObjectNames.qualifiedNameErrors(key), of: key, at: .root)
        if isNegated || next.isEmpty || next == "," { return }
        let operation = take()
        guard Self.operators.contains(operation) else {
            throw Complaint(text: "found '\(operation)', expected: \(Self.listOfOperators)")
        }
        let values = operation.hasSuffix("in") ? try readList() : [try readValue()]
        for (index, value) in values.sorted().enumerated() {
            let path = FieldPath.root.child("values").index(index)
            if [">", "<"].contains(operation), Int64(value) == nil {
                let detail = "for 'Gt', 'Lt' operators, the value must be an integer"
                throw Complaint(text: "\(FieldError.invalid(path, .string(value), detail))")
            }
            try check(ObjectNames.labelValueErrors(value), of: value, at: path.key(key))
        }
    }

    private mutating func readValue() throws(Complaint) -> String {
        if next.isEmpty || next == "," { return "" }
        let value = take()
        guard Self.isWord(value) else { throw Complaint(text: "found '\(value)', expected: identifier") }
        return value
    }

    private mutating func readList() throws(Complaint) -> [String] {
        let opening = take()
        guard opening == "(" else { throw Complaint(text: "found '\(opening)' expected: '('") }
        guard Self.isWord(next) || next == "," || next == ")" else {
            throw Complaint(text: "found '\(next)', expected: ',', ')' or identifier")
        }
        var values: [String] = []
        while next != ")" {
            let token = take()
            if token == "," { continue }
            guard Self.isWord(token) else { throw Complaint(text: "found '\(token)', expected: ',', or identifier") }
            values.append(token)
            guard next == "," || next == ")" else {
                throw Complaint(text: "found '\(next)', expected: ',' or ')'")
            }
        }
        position += 1
        return values
    }

    private func check(_ errors: [String], of text: String, at path: FieldPath) throws(Complaint) {
        guard !errors.isEmpty else { return }
        let error = FieldError.invalid(path, .string(text), errors.joined(separator: "; "))
        throw Complaint(text: "\(error)")
    }
}

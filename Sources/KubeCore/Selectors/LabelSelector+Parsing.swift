// SPDX-License-Identifier: Apache-2.0

extension LabelSelector {
    /// Reads a selector as it stands in a query or behind `kubectl -l`:
    /// `app=web,tier in (front,back),!canary,weight>5`.
    package init(query text: String) throws(KubeFormatError) {
        var parser = LabelSelectorParser(text)
        self.init(try parser.parse())
    }
}

/// Reads the grammar of Kubernetes' label selectors.
private struct LabelSelectorParser {
    private let text: String
    private let tokens: [Token]
    private var position = 0

    init(_ text: String) {
        self.text = text
        tokens = Token.all(in: text)
    }

    mutating func parse() throws(KubeFormatError) -> [LabelRequirement] {
        var requirements: [LabelRequirement] = []
        guard peek() != .end else { return [] }
        while true {
            requirements.append(try parseRequirement())
            switch take() {
            case .end: return requirements
            case .comma: break
            case let token: throw unexpected(token, "',' or the end")
            }
        }
    }

    private mutating func parseRequirement() throws(KubeFormatError) -> LabelRequirement {
        if peek() == .symbol("!") {
            position += 1
            return try LabelRequirement(try parseKey(), .doesNotExist)
        }
        let key = try parseKey()
        switch peek() {
        case .end, .comma: return try LabelRequirement(key, .exists)
        default: return try LabelRequirement(key, try parseOperation(of: key))
        }
    }

    private mutating func parseKey() throws(KubeFormatError) -> String {
        switch take() {
        case .word(let key): return key
        case let token: throw unexpected(token, "the key of a label")
        }
    }

    private mutating func parseOperation(of key: String) throws(KubeFormatError) -> LabelRequirement.Operation {
        switch take() {
        case .symbol("="), .symbol("=="): return .equals(try parseValue())
        case .symbol("!="): return .notEquals(try parseValue())
        case .symbol(">"): return .greaterThan(try parseBound(of: key))
        case .symbol("<"): return .lessThan(try parseBound(of: key))
        case .word("in"): return .isIn(try parseValues())
        case .word("notin"): return .isNotIn(try parseValues())
        case let token: throw unexpected(token, "'=', '!=', '==', 'in', 'notin', '>' or '<'")
        }
    }

    /// A value may be missing, which is the empty one; and it may be a word that elsewhere is an operator.
    private mutating func parseValue() throws(KubeFormatError) -> String {
        switch peek() {
        case .word(let value):
            position += 1
            return value
        case .end, .comma: return ""
        case let token: throw unexpected(token, "the value of a label")
        }
    }

    private mutating func parseBound(of key: String) throws(KubeFormatError) -> Int64 {
        let value = try parseValue()
        guard let bound = Int64(value) else {
            throw KubeFormatError(.labelSelector, "\"\(value)\": '>' and '<' compare \"\(key)\" with a whole number")
        }
        return bound
    }

    private mutating func parseValues() throws(KubeFormatError) -> Set<String> {
        let opening = take()
        guard opening == .symbol("(") else { throw unexpected(opening, "'('") }
        guard peek() != .symbol(")") else { return [] }
        var values: Set<String> = []
        var value = ""
        while true {
            switch take() {
            case .word(let word) where value.isEmpty:
                value = word
            case .comma:
                values.insert(value)
                value = ""
            case .symbol(")"):
                values.insert(value)
                return values
            case let token:
                throw unexpected(token, "',' or ')'")
            }
        }
    }

    private func peek() -> Token { position < tokens.count ? tokens[position] : .end }

    private mutating func take() -> Token {
        defer { position += 1 }
        return peek()
    }

    private func unexpected(_ token: Token, _ expected: String) -> KubeFormatError {
        KubeFormatError(.labelSelector, "\"\(text)\": found \(token), expected \(expected)")
    }
}

private enum Token: Equatable, CustomStringConvertible {
    case word(String)
    case symbol(String)
    case comma
    case end

    var description: String {
        switch self {
        case .word(let text), .symbol(let text): "'\(text)'"
        case .comma: "','"
        case .end: "the end"
        }
    }

    static func all(in text: String) -> [Token] {
        var tokens: [Token] = []
        var rest = text.unicodeScalars[...]
        while let first = rest.first {
            if first.isSelectorSpace {
                rest.removeFirst()
            } else if first == "," {
                tokens.append(.comma)
                rest.removeFirst()
            } else if first.isSelectorSymbol {
                let isDouble = (first == "=" || first == "!") && rest.dropFirst().first == "="
                let symbol = rest.prefix(isDouble ? 2 : 1)
                tokens.append(.symbol(String(symbol)))
                rest = rest[symbol.endIndex...]
            } else {
                let word = rest.prefix { !$0.isSelectorSymbol && !$0.isSelectorSpace && $0 != "," }
                tokens.append(.word(String(word)))
                rest = rest[word.endIndex...]
            }
        }
        return tokens
    }
}

extension Unicode.Scalar {
    fileprivate var isSelectorSpace: Bool {
        switch self {
        case " ", "\t", "\r", "\n": true
        default: false
        }
    }

    fileprivate var isSelectorSymbol: Bool {
        switch self {
        case "!", "=", "<", ">", "(", ")": true
        default: false
        }
    }
}

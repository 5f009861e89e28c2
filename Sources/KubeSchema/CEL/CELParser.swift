// SPDX-License-Identifier: Apache-2.0

/// Builds the tree of a rule, by precedence: `?:`, `||`, `&&`, relations, sums, products, signs, members.
struct CELParser {
    private let tokens: [CELToken]
    private var index = 0
    private var depth = 0

    /// How deep brackets and signs may be nested; more than any rule needs, and far from what a stack holds.
    private static let maximumDepth = 100

    private init(_ tokens: [CELToken]) {
        self.tokens = tokens
    }

    /// The tree of a whole text.
    static func parse(_ text: String) throws(CELError) -> CELExpression {
        var lexer = CELLexer(text)
        var parser = CELParser(try lexer.tokens())
        let expression = try parser.expression()
        guard parser.current.kind == .end else { throw parser.unexpected() }
        return expression
    }

    private var current: CELToken { tokens[index] }

    private func isAt(_ symbol: String) -> Bool { current.kind == .symbol(symbol) }

    private mutating func take(_ symbol: String) -> Bool {
        guard isAt(symbol) else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ symbol: String) throws(CELError) {
        guard take(symbol) else { throw unexpected("expecting '\(symbol)'") }
    }

    /// What may begin an expression, as the API server's parser lists it.
    private static let beginnings =
        "'.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}"

    private func unexpected(_ expectation: String = "expecting {'[', '{', '(', \(beginnings)") -> CELError {
        CELError(.syntax, "Syntax error: mismatched input '\(current.text)' \(expectation)", column: current.column)
    }

    private mutating func expression() throws(CELError) -> CELExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw CELError(.syntax, "expression nested too deeply", column: current.column)
        }
        let condition = try disjunction()
        guard take("?") else { return condition }
        let positive = try disjunction()
        try expect(":")
        return .conditional(condition, positive, try expression())
    }

    private mutating func disjunction() throws(CELError) -> CELExpression {
        var left = try conjunction()
        while take("||") { left = .or(left, try conjunction()) }
        return left
    }

    private mutating func conjunction() throws(CELError) -> CELExpression {
        var left = try relation()
        while take("&&") { left = .and(left, try relation()) }
        return left
    }

    private mutating func relation() throws(CELError) -> CELExpression {
        var left = try sum()
        while let relation = relationalOperator {
            let column = current.column
            index += 1
            left = .binary(relation, left, try sum(), at: column)
        }
        return left
    }

    private var relationalOperator: CELExpression.Operator? {
        switch current.kind {
        case .identifier("in"): return .isIn
        case .symbol(let symbol) where ["==", "!=", "<", "<=", ">", ">="].contains(symbol):
            return CELExpression.Operator(rawValue: symbol)
        default: return nil
        }
    }

    private mutating func sum() throws(CELError) -> CELExpression {
        var left = try product()
        while case .symbol(let symbol) = current.kind, symbol == "+" || symbol == "-" {
            let column = current.column
            index += 1
            left = .binary(symbol == "+" ? .add : .subtract, left, try product(), at: column)
        }
        return left
    }

    private mutating func product() throws(CELError) -> CELExpression {
        var left = try signed()
        while case .symbol(let symbol) = current.kind, let factor = CELExpression.Operator(rawValue: symbol),
            ["*", "/", "%"].contains(symbol)
        {
            let column = current.column
            index += 1
            left = .binary(factor, left, try signed(), at: column)
        }
        return left
    }

    private mutating func signed() throws(CELError) -> CELExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else {
            throw CELError(.syntax, "expression nested too deeply", column: current.column)
        }
        if take("!") { return .not(try signed()) }
        guard take("-") else { return try postfix() }
        if current.kind == .unsigned(1 << 63) {
            index += 1
            return .literal(.int(.min))
        }
        return .negate(try signed())
    }

    private mutating func postfix() throws(CELError) -> CELExpression {
        var base = try primary()
        while true {
            if take(".") {
                base = try member(of: base)
            } else if take("[") {
                guard !isAt("?") else { throw unsupported("optional values") }
                base = .element(base, try expression())
                try expect("]")
            } else {
                return base
            }
        }
    }

    private mutating func member(of base: CELExpression) throws(CELError) -> CELExpression {
        guard !isAt("?") else { throw unsupported("optional values") }
        guard case .identifier(let name) = current.kind else { throw unexpected("expecting IDENTIFIER") }
        let (dot, column) = (tokens[index - 1].column, current.column)
        index += 1
        guard take("(") else { return .member(base, name, at: dot) }
        if let macro = CELExpression.Comprehension(rawValue: name) {
            return try comprehension(macro, over: base, column: column)
        }
        let arguments = try arguments(until: ")")
        try CELFunctions.check(name, isMethod: true, argumentCount: arguments.count, column: column)
        if name == "matches", case .literal(.string(let text))? = arguments.first { return try matches(base, text) }
        return .call(name, receiver: base, arguments)
    }

    private mutating func primary() throws(CELError) -> CELExpression {
        let token = current
        index += 1
        switch token.kind {
        case .integer(let value): return .literal(.int(value))
        case .unsigned(let value): return .literal(.uint(value))
        case .double(let value): return .literal(.double(value))
        case .string(let value): return .literal(.string(value))
        case .identifier(let name): return try identifier(name, column: token.column)
        case .symbol("("):
            let inner = try expression()
            try expect(")")
            return inner
        case .symbol("["): return .list(try arguments(until: "]"))
        case .symbol("{"): return .map(try entries())
        case .symbol, .end:
            index -= 1
            throw unexpected()
        }
    }

    private mutating func identifier(_ name: String, column: Int) throws(CELError) -> CELExpression {
        switch name {
        case "true": return .literal(.bool(true))
        case "false": return .literal(.bool(false))
        case "null": return .literal(.null)
        case "in": throw CELError(.syntax, "Syntax error: mismatched input 'in'", column: column)
        default: break
        }
        guard take("(") else { return .variable(name, at: column) }
        let bracket = tokens[index - 1].column
        let arguments = try arguments(until: ")")
        if name == "has" {
            guard arguments.count == 1, case .member(let base, let field, _) = arguments[0] else {
                throw CELError(.syntax, "invalid argument to has() macro", column: column)
            }
            return .presence(base, field, at: bracket)
        }
        try CELFunctions.check(name, isMethod: false, argumentCount: arguments.count, column: column)
        if name == "matches", case .literal(.string(let text)) = arguments[1] { return try matches(arguments[0], text) }
        return .call(name, receiver: nil, arguments)
    }

    /// Compiled once, and not for every value.
    private func matches(_ subject: CELExpression, _ text: String) throws(CELError) -> CELExpression {
        do throws(PatternError) {
            return .matches(subject, try Pattern(text))
        } catch {
            throw CELError(.syntax, "\(error)")
        }
    }

    private mutating func comprehension(
        _ macro: CELExpression.Comprehension,
        over base: CELExpression,
        column: Int
    ) throws(CELError) -> CELExpression {
        let arguments = try arguments(until: ")")
        guard case .variable(let variable, _)? = arguments.first else {
            throw CELError(.syntax, "argument is not an identifier", column: column)
        }
        guard macro.bodyCounts.contains(arguments.count - 1) else {
            throw CELError(.unsupported, "\(macro.rawValue)() with \(arguments.count) arguments", column: column)
        }
        return .comprehension(macro, over: base, variable: variable, Array(arguments.dropFirst()))
    }

    private mutating func arguments(until bracket: String) throws(CELError) -> [CELExpression] {
        var arguments: [CELExpression] = []
        while !take(bracket) {
            if !arguments.isEmpty {
                try expect(",")
                if take(bracket) { break }
            }
            guard current.kind != .end else {
                let bracket = arguments.isEmpty ? " '\(bracket)'," : ""
                throw unexpected("expecting {'[', '{', '(',\(bracket) \(Self.beginnings)")
            }
            arguments.append(try expression())
        }
        return arguments
    }

    private mutating func entries() throws(CELError) -> [CELExpression.Entry] {
        var entries: [CELExpression.Entry] = []
        while !take("}") {
            if !entries.isEmpty {
                try expect(",")
                if take("}") { break }
            }
            let key = try expression()
            try expect(":")
            entries.append(.init(key: key, value: try expression()))
        }
        return entries
    }

    private func unsupported(_ what: String) -> CELError {
        CELError(.unsupported, "\(what) are not supported here", column: current.column)
    }
}

// SPDX-License-Identifier: Apache-2.0

/// Reads regular expressions by the grammar of Go (`regexp/syntax`).
struct PatternParser {
    /// What `(?imsU)` switches on and off.
    struct Flags {
        var ignoresCase = false
        var hasLines = false
        var dotMatchesLineEnd = false
    }

    private static let maximumDepth = 250

    let text: [Unicode.Scalar]
    var index = 0
    private var depth = 0
    var flags = Flags()

    private init(_ text: String) {
        self.text = Array(text.unicodeScalars)
    }

    /// The tree of a whole expression.
    static func parse(_ text: String) throws(PatternError) -> PatternNode {
        var parser = PatternParser(text)
        let node = try parser.choice()
        guard parser.index == parser.text.count else { throw PatternError(code: .unexpectedParenthesis, part: text) }
        return node
    }

    var current: Unicode.Scalar? { index < text.count ? text[index] : nil }

    func peek(_ offset: Int = 1) -> Unicode.Scalar? {
        index + offset < text.count ? text[index + offset] : nil
    }

    func slice(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(text[range])) }

    func failure(_ code: PatternError.Code, from start: Int) -> PatternError {
        PatternError(code: code, part: slice(start..<index))
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        index += 1
        return true
    }

    private mutating func choice() throws(PatternError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw PatternError(code: .nesting, part: slice(0..<text.count)) }
        var nodes = [try sequence()]
        while take("|") { nodes.append(try sequence()) }
        return nodes.count == 1 ? nodes[0] : .choice(nodes)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var nodes: [PatternNode] = []
        /// Where the operator behind the last node begins, if it has one.
        var lastRepetition: Int?
        while let scalar = current, scalar != "|", scalar != ")" {
            let start = index
            if let (minimum, maximum) = try repetition() {
                _ = take("?")
                if let lastRepetition { throw failure(.nestedRepetition, from: lastRepetition) }
                guard let node = nodes.popLast() else { throw failure(.missingRepeatArgument, from: start) }
                let repeated = PatternNode.repetition(node, minimum: minimum, maximum: maximum)
                guard repeated.isRepeated(atMost: 1000) else { throw failure(.repeatCount, from: start) }
                nodes.append(repeated)
                lastRepetition = start
            } else {
                lastRepetition = nil
                nodes += try atom()
            }
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    /// An operator that repeats what stands before it; nil, and nothing read, if there is none.
    private mutating func repetition() throws(PatternError) -> (Int, Int?)? {
        switch current {
        case "*":
            index += 1
            return (0, nil)
        case "+":
            index += 1
            return (1, nil)
        case "?":
            index += 1
            return (0, 1)
        case "{": break
        default: return nil
        }
        let start = index
        index += 1
        guard let minimum = number() else {
            index = start
            return nil
        }
        var maximum: Int? = minimum
        if take(",") { maximum = current == "}" ? nil : number() ?? -1 }
        guard take("}"), maximum != -1 else {
            index = start
            return nil
        }
        guard minimum <= 1000, maximum ?? 0 <= 1000, maximum ?? minimum >= minimum else {
            throw failure(.repeatCount, from: start)
        }
        return (minimum, maximum)
    }

    private mutating func number() -> Int? {
        let start = index
        while let digit = current, ("0"..."9").contains(digit) { index += 1 }
        guard index > start, index - start == 1 || text[start] != "0" else { return nil }
        return Int(slice(start..<index)) ?? .max
    }
}

extension PatternParser {
    /// The next node; none for what only switches flags, several for a quotation.
    private mutating func atom() throws(PatternError) -> [PatternNode] {
        guard let scalar = current else { return [] }
        switch scalar {
        case "(": return try group().map { [$0] } ?? []
        case "[": return [.scalar(try bracket())]
        case ".":
            index += 1
            return [.scalar(.any(butLineEnd: !flags.dotMatchesLineEnd))]
        case "^":
            index += 1
            return [.assertion(flags.hasLines ? .lineStart : .textStart)]
        case "$":
            index += 1
            return [.assertion(flags.hasLines ? .lineEnd : .textEnd)]
        case "\\": return try escape()
        default:
            index += 1
            return [literal(scalar)]
        }
    }

    func literal(_ scalar: Unicode.Scalar) -> PatternNode {
        var scalars = ScalarClass(scalar...scalar)
        scalars.ignoresCase = flags.ignoresCase
        return .scalar(scalars)
    }

    private mutating func group() throws(PatternError) -> PatternNode? {
        let start = index
        let outer = flags
        index += 1
        if take("?") {
            if current == "P" || current == "<" {
                try captureName(from: start)
            } else {
                guard try switchFlags(from: start) else { return nil }
            }
        }
        let node = try choice()
        guard take(")") else { throw PatternError(code: .missingParenthesis, part: slice(0..<text.count)) }
        flags = outer
        return node
    }

    /// `(?P<name>` or `(?<name>`.
    private mutating func captureName(from start: Int) throws(PatternError) {
        _ = take("P")
        guard take("<") else { throw failure(.perlSyntax, from: start) }
        let name = index
        while let scalar = current, scalar != ">" { index += 1 }
        let isGood = index > name && text[name..<index].allSatisfy(ScalarClass.word.contains)
        guard take(">"), isGood else { throw failure(.captureName, from: start) }
    }

    /// `(?i)`, `(?i:` or `(?:`; whether a group begins.
    private mutating func switchFlags(from start: Int) throws(PatternError) -> Bool {
        var isOn = true
        var hasFlag = true
        while let scalar = current {
            index += 1
            switch scalar {
            case "i": flags.ignoresCase = isOn
            case "m": flags.hasLines = isOn
            case "s": flags.dotMatchesLineEnd = isOn
            case "U": break
            case "-" where isOn:
                (isOn, hasFlag) = (false, false)
                continue
            case ":" where hasFlag: return true
            case ")" where hasFlag: return false
            default: throw failure(.perlSyntax, from: start)
            }
            hasFlag = true
        }
        throw failure(.perlSyntax, from: start)
    }
}

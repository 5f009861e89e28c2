// SPDX-License-Identifier: Apache-2.0

extension PatternParser {
    /// A class in brackets.
    mutating func bracket() throws(PatternError) -> ScalarClass {
        let start = index
        index += 1
        var scalars = ScalarClass()
        scalars.isNegated = take("^")
        scalars.ignoresCase = flags.ignoresCase
        var isFirst = true
        while isFirst || current != "]" {
            guard current != nil else { throw PatternError(code: .missingBracket, part: slice(start..<text.count)) }
            isFirst = false
            if let named = try namedClass() {
                scalars.insert(named)
            } else if let escaped = try classEscape() {
                scalars.insert(escaped)
            } else {
                scalars.insert(try range(in: start))
            }
        }
        index += 1
        return scalars
    }

    private mutating func namedClass() throws(PatternError) -> ScalarClass? {
        guard current == "[", peek() == ":" else { return nil }
        let start = index
        var end = index + 2
        while end + 1 < text.count, text[end] != ":" || text[end + 1] != "]" { end += 1 }
        guard end + 1 < text.count else { return nil }
        let isNegated = text[start + 2] == "^"
        index = end + 2
        guard var scalars = ScalarClass.posix(slice(start + (isNegated ? 3 : 2)..<end)) else {
            throw failure(.classRange, from: start)
        }
        scalars.isNegated = isNegated
        return scalars
    }

    private mutating func range(in start: Int) throws(PatternError) -> ClosedRange<Unicode.Scalar> {
        let begin = index
        let lower = try rangeEnd(in: start)
        guard current == "-", let next = peek(), next != "]" else { return lower...lower }
        index += 1
        let upper = try rangeEnd(in: start)
        guard lower <= upper else { throw failure(.classRange, from: begin) }
        return lower...upper
    }

    private mutating func rangeEnd(in start: Int) throws(PatternError) -> Unicode.Scalar {
        guard let scalar = current else { throw PatternError(code: .missingBracket, part: slice(start..<text.count)) }
        if scalar == "\\" { return try scalarEscape() }
        index += 1
        return scalar
    }
}

// SPDX-License-Identifier: Apache-2.0

extension PatternParser {
    mutating func escape() throws(PatternError) -> [PatternNode] {
        switch peek() {
        case "A":
            index += 2
            return [.assertion(.textStart)]
        case "z":
            index += 2
            return [.assertion(.textEnd)]
        case "b":
            index += 2
            return [.assertion(.wordBoundary)]
        case "B":
            index += 2
            return [.assertion(.noWordBoundary)]
        case "Q":
            index += 2
            var nodes: [PatternNode] = []
            while let scalar = current {
                if scalar == "\\", peek() == "E" {
                    index += 2
                    break
                }
                index += 1
                nodes.append(literal(scalar))
            }
            return nodes
        default: break
        }
        if var scalars = try classEscape() {
            scalars.ignoresCase = flags.ignoresCase
            return [.scalar(scalars)]
        }
        return [literal(try scalarEscape())]
    }

    /// `\d` and its kin, or a category of Unicode; nil, and nothing read, for other escapes.
    mutating func classEscape() throws(PatternError) -> ScalarClass? {
        let classes: [Unicode.Scalar: (ScalarClass, Bool)] = [
            "d": (.digit, false), "D": (.digit, true), "w": (.word, false), "W": (.word, true), "s": (.space, false),
            "S": (.space, true),
        ]
        guard current == "\\", let letter = peek() else { return nil }
        if let (scalars, isNegated) = classes[letter] {
            index += 2
            var result = scalars
            result.isNegated = isNegated
            return result
        }
        guard letter == "p" || letter == "P" else { return nil }
        let start = index
        index += 2
        guard let first = current else { throw failure(.classRange, from: start) }
        var name = String(first)
        index += 1
        if first == "{" {
            let begin = index
            while let scalar = current, scalar != "}" { index += 1 }
            guard current == "}" else { throw PatternError(code: .classRange, part: slice(start..<text.count)) }
            name = slice(begin..<index)
            index += 1
        }
        let isExcluded = (letter == "P") != name.hasPrefix("^")
        guard let category = ScalarCategory(name.hasPrefix("^") ? String(name.dropFirst()) : name) else {
            throw failure(name.utf8.count > 2 ? .script : .classRange, from: start)
        }
        var result = ScalarClass()
        result.insert(category, isExcluded: isExcluded)
        return result
    }

    /// The one scalar that an escape stands for.
    mutating func scalarEscape() throws(PatternError) -> Unicode.Scalar {
        let start = index
        index += 1
        guard let letter = current else { throw PatternError(code: .trailingBackslash, part: "") }
        index += 1
        let controls: [Unicode.Scalar: Unicode.Scalar] = [
            "a": "\u{7}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}",
        ]
        if let control = controls[letter] { return control }
        switch letter {
        case "0", "1"..."7":
            // A digit alone would refer to a group, which nobody can match in linear time.
            guard letter == "0" || current.map({ ("0"..."7").contains($0) }) == true else { break }
            var digits = String(letter)
            while digits.count < 3, let digit = current, ("0"..."7").contains(digit) {
                digits.unicodeScalars.append(digit)
                index += 1
            }
            if let scalar = UInt32(digits, radix: 8).flatMap(Unicode.Scalar.init) { return scalar }
        case "x":
            if let scalar = hexadecimal() { return scalar }
        default:
            if letter.isASCII, letter == "_" || !ScalarClass.word.contains(letter) { return letter }
        }
        throw failure(.escape, from: start)
    }

    /// Two digits, or any number of them in braces.
    private mutating func hexadecimal() -> Unicode.Scalar? {
        let begin = index
        if take("{") {
            while let scalar = current, scalar != "}" { index += 1 }
            let scalar = UInt32(slice(begin + 1..<index), radix: 16).flatMap(Unicode.Scalar.init)
            return scalar != nil && take("}") ? scalar : nil
        }
        index = min(index + 2, text.count)
        guard index == begin + 2 else { return nil }
        return UInt32(slice(begin..<index), radix: 16).flatMap(Unicode.Scalar.init)
    }
}

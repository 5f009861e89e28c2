// SPDX-License-Identifier: Apache-2.0

/// Says what is wrong with a text that is no JSON in the words of Go's `encoding/json`, which clients see.
///
/// It is asked only once a text was refused, and knows nothing but the grammar.
struct GoJSONSyntax {
    private enum Open {
        case object, array
    }

    private let bytes: [UInt8]
    private var offset = 0
    private var open: [Open] = []

    /// What Go would say; nil for a text that is JSON.
    static func complaint(about bytes: [UInt8]) -> String? {
        var syntax = GoJSONSyntax(bytes: bytes)
        do throws(Complaint) {
            try syntax.readDocument()
            return nil
        } catch {
            return error.text
        }
    }

    private struct Complaint: Error {
        let text: String
    }

    private static let end = Complaint(text: "unexpected end of JSON input")
    /// How deep Go reads before it gives up.
    private static let depthLimit = 10_000

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func readDocument() throws(Complaint) {
        try readValue()
        while let last = open.last {
            guard let byte = nextToken() else { throw Self.end }
            offset += 1
            switch (last, byte) {
            case (.object, UInt8(ascii: ",")):
                try readKey()
                try readValue()
            case (.array, UInt8(ascii: ",")): try readValue()
            case (.object, UInt8(ascii: "}")), (.array, UInt8(ascii: "]")): open.removeLast()
            case (.object, _): throw refusal(byte, "after object key:value pair")
            case (.array, _): throw refusal(byte, "after array element")
            }
        }
        if let byte = nextToken() { throw refusal(byte, "after top-level value") }
    }

    /// Reads a scalar, or the beginning of an object or an array up to its first scalar.
    private mutating func readValue() throws(Complaint) {
        while true {
            guard let byte = nextToken() else { throw Self.end }
            offset += 1
            switch byte {
            case UInt8(ascii: "{"):
                try enter(.object)
                if closes(UInt8(ascii: "}")) { return }
                try readKey()
            case UInt8(ascii: "["):
                try enter(.array)
                if closes(UInt8(ascii: "]")) { return }
            case UInt8(ascii: "\""): return try readString()
            case UInt8(ascii: "t"): return try readWord("true")
            case UInt8(ascii: "f"): return try readWord("false")
            case UInt8(ascii: "n"): return try readWord("null")
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try readNumber(byte)
            default: throw refusal(byte, "looking for beginning of value")
            }
        }
    }

    private mutating func enter(_ kind: Open) throws(Complaint) {
        open.append(kind)
        if open.count > Self.depthLimit { throw Complaint(text: "exceeded max depth") }
    }

    private mutating func closes(_ bracket: UInt8) -> Bool {
        guard nextToken() == bracket else { return false }
        offset += 1
        open.removeLast()
        return true
    }

    private mutating func readKey() throws(Complaint) {
        guard let byte = nextToken() else { throw Self.end }
        guard byte == UInt8(ascii: "\"") else { throw refusal(byte, "looking for beginning of object key string") }
        offset += 1
        try readString()
        guard let colon = nextToken() else { throw Self.end }
        guard colon == UInt8(ascii: ":") else { throw refusal(colon, "after object key") }
        offset += 1
    }
}

extension GoJSONSyntax {
    private mutating func readString() throws(Complaint) {
        while true {
            switch try take() {
            case UInt8(ascii: "\""): return
            case UInt8(ascii: "\\"): try readEscape()
            case let byte where byte < 0x20: throw refusal(byte, "in string literal")
            default: break
            }
        }
    }

    private mutating func readEscape() throws(Complaint) {
        let byte = try take()
        guard byte == UInt8(ascii: "u") else {
            guard "bfnrt\\/\"".utf8.contains(byte) else { throw refusal(byte, "in string escape code") }
            return
        }
        for _ in 0..<4 {
            let digit = try take()
            guard "0123456789abcdefABCDEF".utf8.contains(digit) else {
                throw refusal(digit, "in \\u hexadecimal character escape")
            }
        }
    }

    private mutating func readWord(_ word: String) throws(Complaint) {
        for expected in word.utf8.dropFirst() {
            let byte = try take()
            guard byte == expected else {
                let letter = Character(Unicode.Scalar(expected))
                throw refusal(byte, "in literal \(word) (expecting '\(letter)')")
            }
        }
    }

    private mutating func readNumber(_ first: UInt8) throws(Complaint) {
        var first = first
        if first == UInt8(ascii: "-") {
            first = try take()
            guard first.isDigit else { throw refusal(first, "in numeric literal") }
        }
        if first != UInt8(ascii: "0") { skipDigits() }
        if peek == UInt8(ascii: ".") {
            offset += 1
            let digit = try take()
            guard digit.isDigit else { throw refusal(digit, "after decimal point in numeric literal") }
            skipDigits()
        }
        guard let mark = peek, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return }
        offset += 1
        var digit = try take()
        if digit == UInt8(ascii: "+") || digit == UInt8(ascii: "-") { digit = try take() }
        guard digit.isDigit else { throw refusal(digit, "in exponent of numeric literal") }
        skipDigits()
    }

    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skipDigits() {
        while let byte = peek, byte.isDigit { offset += 1 }
    }

    private mutating func take() throws(Complaint) -> UInt8 {
        guard let byte = peek else { throw Self.end }
        offset += 1
        return byte
    }

    private mutating func nextToken() -> UInt8? {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { offset += 1 }
        return peek
    }

    private func refusal(_ byte: UInt8, _ place: String) -> Complaint {
        Complaint(text: "invalid character \(Self.quoted(byte)) \(place)")
    }

    private static func quoted(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "'"): #"'\''"#
        case UInt8(ascii: "\\"): #"'\\'"#
        case UInt8(ascii: "\n"): #"'\n'"#
        case UInt8(ascii: "\r"): #"'\r'"#
        case UInt8(ascii: "\t"): #"'\t'"#
        case 0x20..<0x7F: "'\(Character(Unicode.Scalar(byte)))'"
        default: "'\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))'"
        }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

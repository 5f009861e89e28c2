// SPDX-License-Identifier: Apache-2.0

import JSONKit

/// Writes values in YAML's block style, laid out as kubectl lays it out.
struct YAMLWriter {
    private(set) var output: [UInt8] = []
    private let keyOrder: YAMLKeyOrder

    /// Where a mapping or a sequence begins.
    private enum Start {
        /// On a line of its own.
        case newLine
        /// Behind a `- ` or a `: ` that indents it already.
        case sameLine
    }

    init(keyOrder: YAMLKeyOrder) {
        self.keyOrder = keyOrder
    }

    /// Writes a document, behind a separator when it is not the first one.
    mutating func write(document value: JSONValue) {
        if !output.isEmpty { write("---\n") }
        write(value, indent: 0, start: .sameLine)
    }

    /// Writes a value behind an indicator: what comes below the first line is indented.
    private mutating func write(_ value: JSONValue, indent: Int, start: Start) {
        switch value {
        case .array(let items) where !items.isEmpty:
            write(items, indent: indent, start: start)
        case .object(let object) where !object.isEmpty:
            write(object, indent: indent, start: start)
        default:
            writeScalar(value, indent: indent)
            write("\n")
        }
    }

    private mutating func write(_ items: [JSONValue], indent: Int, start: Start) {
        for (number, item) in items.enumerated() {
            if number > 0 || start == .newLine { writeIndent(indent) }
            write("- ")
            write(item, indent: indent + 2, start: .sameLine)
        }
    }

    private mutating func write(_ object: JSONObject, indent: Int, start: Start) {
        for (number, member) in sorted(object).enumerated() {
            if number > 0 || start == .newLine { writeIndent(indent) }
            if Self.isSimple(member.key) {
                writeString(member.key, indent: indent + 2)
                write(member: member.value, indent: indent)
            } else {
                write("? ")
                writeString(member.key, indent: indent + 2)
                write("\n")
                writeIndent(indent)
                write(": ")
                write(member.value, indent: indent + 2, start: .sameLine)
            }
        }
    }

    /// Writes what follows a key on its line or, without further indentation for a sequence, below it.
    private mutating func write(member value: JSONValue, indent: Int) {
        switch value {
        case .array(let items) where !items.isEmpty:
            write(":\n")
            write(items, indent: indent, start: .newLine)
        case .object(let object) where !object.isEmpty:
            write(":\n")
            write(object, indent: indent + 2, start: .newLine)
        default:
            write(": ")
            write(value, indent: indent + 2, start: .sameLine)
        }
    }

    private func sorted(_ object: JSONObject) -> [(key: String, value: JSONValue)] {
        let members = object.map { (key: $0.key, value: $0.value) }
        return switch keyOrder {
        case .written: members
        case .sorted: members.sorted { YAMLKeyOrder.isSorted($0.key, before: $1.key) }
        }
    }

    /// Whether a key fits before a `:` on one line; YAML allows 1024 characters there, kubectl 128 bytes.
    private static func isSimple(_ key: String) -> Bool {
        key.utf8.count <= 128 && !key.unicodeScalars.contains(where: ScalarShape.isBreak)
    }
}

extension YAMLWriter {
    private mutating func writeScalar(_ value: JSONValue, indent: Int) {
        switch value {
        case .null: write("null")
        case .bool(let value): write(value ? "true" : "false")
        case .number(let number): write(Self.text(of: number))
        case .string(let text): writeString(text, indent: indent)
        case .array: write("[]")
        case .object: write("{}")
        }
    }

    /// Integers of 64 bits digit by digit, all other numbers as Go writes a float.
    private static func text(of number: JSONNumber) -> String {
        let isInteger = number.exactly(Int64.self) != nil || number.exactly(UInt64.self) != nil
        return isInteger ? number.description : ShortestDecimal(number.description)?.general ?? number.description
    }

    private mutating func writeString(_ text: String, indent: Int) {
        switch ScalarStyle(for: text) {
        case .plain: write(text)
        case .singleQuoted: writeSingleQuoted(text)
        case .doubleQuoted: writeDoubleQuoted(text)
        case .literal: writeLiteral(text, indent: indent)
        }
    }

    private mutating func writeSingleQuoted(_ text: String) {
        write("'")
        for byte in text.utf8 {
            if byte == UInt8(ascii: "'") { write("'") }
            output.append(byte)
        }
        write("'")
    }

    private mutating func writeDoubleQuoted(_ text: String) {
        write("\"")
        for scalar in text.unicodeScalars {
            if ScalarShape.isPrintable(scalar), scalar != "\n", scalar != "\"", scalar != "\\" {
                output += Array(String(scalar).utf8)
            } else {
                write(EscapeSequence.text(for: scalar))
            }
        }
        write("\"")
    }

    /// Writes the lines below a `|`; the last one has no line break of its own, the caller ends it.
    private mutating func writeLiteral(_ text: String, indent: Int) {
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let firstByte = text.utf8.first
        write("|")
        // The reader finds the indentation by the first line, unless that line begins with what could be indentation.
        if firstByte == UInt8(ascii: " ") || firstByte == UInt8(ascii: "\n") { write("2") }
        if text.utf8.last != UInt8(ascii: "\n") {
            write("-")
        } else {
            lines.removeLast()
            if lines.last?.isEmpty ?? true { write("+") }
        }
        for line in lines {
            write("\n")
            if !line.isEmpty { writeIndent(max(indent, 2)) }
            output += line
        }
    }

    private mutating func writeIndent(_ width: Int) {
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: width))
    }

    private mutating func write(_ text: String) {
        output += text.utf8
    }
}

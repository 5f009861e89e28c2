// SPDX-License-Identifier: Apache-2.0

/// Reads records of comma-separated values (RFC 4180); a quoted field may hold commas, line breaks and doubled quotes.
struct CSVReader {
    private let text: [Character]
    private var offset = 0
    /// The line where the record that was read last begins.
    private(set) var line = 0
    private var nextLine = 1

    init(_ text: String) {
        // "\r\n" is one Character, so that both kinds of line end are line breaks here.
        self.text = Array(text)
    }

    /// The fields of the next record, or nil at the end; empty lines are skipped.
    mutating func nextRecord() throws(TokenFileError) -> [String]? {
        while offset < text.count, text[offset].isNewline { advance() }
        guard offset < text.count else { return nil }
        line = nextLine
        var record: [String] = []
        while true {
            record.append(try offset < text.count && text[offset] == "\"" ? quotedField() : plainField())
            guard offset < text.count, text[offset] == "," else { break }
            advance()
        }
        return record
    }

    private mutating func plainField() throws(TokenFileError) -> String {
        let start = offset
        while offset < text.count, text[offset] != ",", !text[offset].isNewline {
            guard text[offset] != "\"" else {
                throw TokenFileError(line: nextLine, "a quote inside of a field that does not begin with one")
            }
            advance()
        }
        return String(text[start..<offset])
    }

    private mutating func quotedField() throws(TokenFileError) -> String {
        let first = nextLine
        advance()
        var field = ""
        while offset < text.count {
            if text[offset] == "\"" {
                advance()
                guard offset < text.count, text[offset] == "\"" else { return try endOfQuoted(field) }
            }
            field.append(text[offset])
            advance()
        }
        throw TokenFileError(line: first, "a quote that is not closed")
    }

    private func endOfQuoted(_ field: String) throws(TokenFileError) -> String {
        guard offset == text.count || text[offset] == "," || text[offset].isNewline else {
            throw TokenFileError(line: nextLine, "text behind a closing quote")
        }
        return field
    }

    private mutating func advance() {
        if text[offset].isNewline { nextLine += 1 }
        offset += 1
    }
}

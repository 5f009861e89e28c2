// SPDX-License-Identifier: Apache-2.0

import Basics

extension CryptographyError.Code {
    /// The text is not PEM, or the expected block is not in it.
    package static let malformedPEM = Self("malformedPEM")
}

extension PEMBlock {
    /// All blocks of a PEM text, in their order; text between the blocks is skipped, as RFC 7468 section 2 allows.
    package static func all(in text: String) throws(CryptographyError) -> [PEMBlock] {
        try all(in: Array(text.utf8))
    }

    /// All blocks of a PEM text, in their order; text between the blocks is skipped, as RFC 7468 section 2 allows.
    package static func all(in text: [UInt8]) throws(CryptographyError) -> [PEMBlock] {
        var reader = PEMReader()
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            try reader.read(line)
        }
        return try reader.finish()
    }
}

/// Reads a PEM text line by line.
struct PEMReader {
    private enum State {
        case between
        case inside(label: String, firstLine: Int, text: [UInt8])
    }

    private var state = State.between
    private var lineNumber = 0
    private var blocks: [PEMBlock] = []

    /// Takes the next line, without its line feed.
    mutating func read(_ line: ArraySlice<UInt8>) throws(CryptographyError) {
        lineNumber += 1
        let line = Self.trimmed(line)
        switch state {
        case .between:
            if let label = Self.label(of: line, after: "-----BEGIN ") {
                state = .inside(label: label, firstLine: lineNumber, text: [])
            }
        case .inside(let label, let firstLine, var text):
            guard !line.starts(with: Self.dashes) else {
                guard Self.label(of: line, after: "-----END ") == label else {
                    throw failure(
                        "\"\(label)\" that begins in line \(firstLine) has no END line before line \(lineNumber)"
                    )
                }
                blocks.append(PEMBlock(label: label, bytes: try decode(text, label: label, firstLine: firstLine)))
                state = .between
                return
            }
            guard !line.contains(UInt8(ascii: ":")) else {
                throw failure("line \(lineNumber) is a header; an encrypted key must be decrypted first")
            }
            // The state lets go of the text while it grows, or every line would copy it.
            state = .between
            text += line
            state = .inside(label: label, firstLine: firstLine, text: text)
        }
    }

    /// The blocks, after the last line.
    consuming func finish() throws(CryptographyError) -> [PEMBlock] {
        if case .inside(let label, let firstLine, _) = state {
            throw failure("\"\(label)\" that begins in line \(firstLine) has no END line")
        }
        return blocks
    }

    private func decode(_ text: [UInt8], label: String, firstLine: Int) throws(CryptographyError) -> [UInt8] {
        do throws(TextFormatError) {
            return try Base64.standard.decode(text.span)
        } catch {
            throw failure("\"\(label)\" that begins in line \(firstLine) has \(error.message)")
        }
    }

    private func failure(_ message: String) -> CryptographyError {
        CryptographyError(.malformedPEM, "the PEM text is malformed: \(message)")
    }
}

extension PEMReader {
    private static let dashes = Array("-----".utf8)

    private static func label(of line: ArraySlice<UInt8>, after prefix: String) -> String? {
        guard line.starts(with: prefix.utf8), line.count >= prefix.utf8.count + dashes.count else { return nil }
        guard line.suffix(dashes.count).elementsEqual(dashes) else { return nil }
        let label = line.dropFirst(prefix.utf8.count).dropLast(dashes.count)
        // RFC 7468 section 3: printable characters; anything else would end up in error messages.
        guard label.allSatisfy(isPrintable) else { return nil }
        return String(decoding: label, as: UTF8.self)
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line.drop(while: isSpace)
        while let last = line.last, isSpace(last) {
            line.removeLast()
        }
        return line
    }

    private static func isPrintable(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
    }
}

// SPDX-License-Identifier: Apache-2.0

import KubeCore
import TestSupport
import Testing

@Suite("Lines of a stream", .tags(.machine))
struct LineSplitterTests {
    /// All lines that come out of chunks.
    static func lines(of chunks: [[UInt8]], limit: Int = 1 << 20) throws -> (lines: [String], rest: Int) {
        var splitter = LineSplitter(limit: limit)
        var lines: [String] = []
        for chunk in chunks {
            splitter.append(chunk)
            while let line = try splitter.nextLine({ text(of: $0) }) { lines.append(line) }
        }
        return (lines, splitter.unfinishedByteCount)
    }

    static func text(of line: RawSpan) -> String {
        var bytes: [UInt8] = []
        for offset in 0..<line.byteCount {
            bytes.append(unsafe line.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let lines: [String]
        let rest: Int

        init(_ name: String, _ text: String, _ lines: [String], rest: Int = 0) {
            testDescription = name
            self.text = text
            self.lines = lines
            self.rest = rest
        }
    }

    static let rows: [Case] = [
        Case("nothing", "", []),
        Case("one line", "abc\n", ["abc"]),
        Case("several lines", "a\nbc\ndef\n", ["a", "bc", "def"]),
        Case("CRLF ends a line", "a\r\nbc\r\n", ["a", "bc"]),
        Case("CR alone does not", "a\rb\n", ["a\rb"]),
        Case("empty lines are passed over", "\n\na\n\r\n\nb\n", ["a", "b"]),
        Case("a line that was cut off is none", "abc\nde", ["abc"], rest: 2),
        Case("a line that was cut off before LF is none", "abc\r", [], rest: 4),
        Case("characters of several bytes", "é漢👩‍🚀\nä\n", ["é漢👩‍🚀", "ä"]),
    ]

    @Test("the boundaries of chunks do not matter: every split into three", arguments: rows)
    func everySplit(_ row: Case) throws {
        let bytes = Array(row.text.utf8)
        for first in 0...bytes.count {
            for second in first...bytes.count {
                let chunks = [Array(bytes[..<first]), Array(bytes[first..<second]), Array(bytes[second...])]
                let (lines, rest) = try Self.lines(of: chunks)
                #expect(lines == row.lines, "split at \(first) and \(second)")
                #expect(rest == row.rest)
            }
        }
    }

    @Test("one byte at a time", arguments: rows)
    func byteByByte(_ row: Case) throws {
        #expect(try Self.lines(of: row.text.utf8.map { [$0] }).lines == row.lines)
    }

    @Test("random lines in random chunks come out as they went in", .tags(.property), arguments: Seed.some(8))
    func random(_ seed: Seed) throws {
        var random = SeededRandom(seed)
        for _ in 0..<10 {
            let lines = (0..<Int.random(in: 0...20, using: &random)).map { _ in
                String(repeating: "x", count: Int.random(in: 1...3_000, using: &random))
            }
            var rest = lines.flatMap { Array($0.utf8) + [UInt8(ascii: "\n")] }[...]
            var chunks: [[UInt8]] = []
            while !rest.isEmpty {
                let count = Int.random(in: 0...1_500, using: &random)
                chunks.append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            #expect(try Self.lines(of: chunks).lines == lines)
        }
    }

    @Test("a line of three megabytes in chunks of a network")
    func large() throws {
        let line = String(repeating: "abcdefgh", count: 3 << 17)
        let bytes = Array((line + "\nnext\n").utf8)
        let chunks = stride(from: 0, to: bytes.count, by: 16_384).map {
            Array(bytes[$0..<min($0 + 16_384, bytes.count)])
        }
        #expect(try Self.lines(of: chunks, limit: 4 << 20).lines == [line, "next"])
    }

    @Test("a line of the limit is fine, one byte more is an error, ended or not")
    func limit() throws {
        #expect(try Self.lines(of: [Array("abcd\r\n".utf8)], limit: 4).lines == ["abcd"])
        #expect(throws: LineSplitter.LineTooLong(limit: 4)) { try Self.lines(of: [Array("abcde\n".utf8)], limit: 4) }
        #expect(throws: LineSplitter.LineTooLong(limit: 4)) { try Self.lines(of: [Array("abcdef".utf8)], limit: 4) }
        // Whether it is too long cannot be said before the byte after CR is there.
        #expect(try Self.lines(of: [Array("abcd\r".utf8)], limit: 4).lines.isEmpty)
    }
}

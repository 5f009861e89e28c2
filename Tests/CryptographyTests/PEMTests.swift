// SPDX-License-Identifier: Apache-2.0

import Cryptography
import TestSupport
import Testing

@Suite("PEM")
struct PEMTests {
    @Test("what is written is read back, whatever its length", arguments: [0, 1, 2, 3, 47, 48, 49, 95, 96, 97, 1_000])
    func roundTrip(_ count: Int) throws {
        let block = PEMBlock(label: "SOME THING", bytes: (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        #expect(try PEMBlock.all(in: block.text) == [block])
        let lines = block.text.split(separator: "\n")
        #expect(lines.first == "-----BEGIN SOME THING-----")
        #expect(lines.last == "-----END SOME THING-----")
        let body = lines.dropFirst().dropLast()
        #expect(body.dropLast().allSatisfy { $0.utf8.count == 64 })
        #expect(body.last.map { (1...64).contains($0.utf8.count) } ?? (count == 0))
    }

    @Test("blocks are found between other text, with any line ends and indentation")
    func tolerance() throws {
        let text =
            "Subject: somebody\r\n-----BEGIN A-----\r\n  AQ==  \r\n-----END A-----\r\n# the next:\n"
            + "  -----BEGIN B C-----\n\tAg==\n\n\tAw==\t\n  -----END B C-----"
        #expect(throws: CryptographyError.self) { try PEMBlock.all(in: text) }
        let mended = text.replacing("\tAw==\t\n", with: "")
        let blocks = try PEMBlock.all(in: mended)
        #expect(blocks == [PEMBlock(label: "A", bytes: [1]), PEMBlock(label: "B C", bytes: [2])])
        #expect(try PEMBlock.all(in: "no block at all").isEmpty)
    }

    /// A text that is refused, and what the message must say.
    struct Refusal: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let says: String
    }

    static let refusals = [
        Refusal(
            testDescription: "the end is missing",
            text: "\n-----BEGIN A-----\nAQ==\n",
            says: "\"A\" that begins in line 2 has no END line"
        ),
        Refusal(
            testDescription: "the end is that of another block",
            text: "-----BEGIN A-----\nAQ==\n-----END B-----\n",
            says: "\"A\" that begins in line 1 has no END line before line 3"
        ),
        Refusal(
            testDescription: "a block begins inside another",
            text: "-----BEGIN A-----\n-----BEGIN A-----\nAQ==\n-----END A-----\n",
            says: "no END line before line 2"
        ),
        Refusal(
            testDescription: "a character is not base64",
            text: "-----BEGIN A-----\nA*==\n-----END A-----\n",
            says: "\"A\" that begins in line 1 has a character outside the alphabet"
        ),
        Refusal(
            testDescription: "the padding is missing",
            text: "-----BEGIN A-----\nAQ\n-----END A-----\n",
            says: "a length that is no multiple of 4"
        ),
        Refusal(
            testDescription: "there are headers",
            text: "-----BEGIN A-----\nProc-Type: 4,ENCRYPTED\n\nAQ==\n-----END A-----\n",
            says: "line 2 is a header; an encrypted key must be decrypted first"
        ),
    ]

    @Test("a malformed text is refused with the line", arguments: refusals)
    func refuses(_ refusal: Refusal) throws {
        let error = try #require(throws: CryptographyError.self) { try PEMBlock.all(in: refusal.text) }
        #expect(error.code == .malformedPEM)
        #expect(error.message.contains(refusal.says), "\(error)")
    }

    @Test("neither a description nor a dump shows the bytes")
    func redaction() {
        let block = PEMBlock(label: "PRIVATE KEY", bytes: [222, 173, 190, 239])
        var dumped = ""
        dump(block, to: &dumped)
        #expect(!dumped.contains("222"))
        #expect("\(block)" == "PEM PRIVATE KEY, 4 bytes")
    }

    @Test("mutations of a good text never crash the reader", arguments: Seed.some(20))
    func mutations(_ seed: Seed) throws {
        var random = SeededRandom(seed)
        let good = Array(
            (PEMBlock(label: "A", bytes: [1, 2, 3]).text + PEMBlock(label: "B", bytes: [4, 5]).text).utf8
        )
        for _ in 0..<200 {
            var text = good
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                text.mutate(using: &random)
            }
            // Either answer is right; what counts is that there is one.
            let blocks = try? PEMBlock.all(in: text)
            #expect(blocks.map { $0.count <= text.count / 20 } ?? true)
        }
    }
}

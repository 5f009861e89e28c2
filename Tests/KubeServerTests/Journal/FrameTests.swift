// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import KubeServer

@Suite("The records of a journal", .tags(.codec))
struct FrameTests {
    @Test("checksums are those of CRC-32C (RFC 3720, appendix B.4)")
    func checksums() {
        #expect(checksum(Array("123456789".utf8)) == 0xE306_9283)
        #expect(checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(checksum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(checksum((0..<32).map { UInt8($0) }) == 0x46DD_794E)
        let bytes = Array("a text that is cut into two".utf8)
        #expect(checksum(Array(bytes[11...]), behind: checksum(Array(bytes[..<11]))) == checksum(bytes))
    }

    private func checksum(_ bytes: [UInt8], behind start: UInt32 = 0) -> UInt32 {
        Checksum.of(bytes.span, behind: start)
    }

    @Test("a record is read as it was written, and no beginning of it is one")
    func records() throws {
        let object = StoredObject(
            key: StorageKey(namespace: "n", name: String(repeating: "x", count: 300)),
            uid: "u",
            resourceVersion: 7,
            members: Array("\"a\":1".utf8),
            labels: ["k": "v", "leer": ""],
            fields: ["spec.x": "ü"]
        )
        let bytes = JournalRecord.put(ResourceID(group: "g", plural: "p"), object).bytes
        guard case .put(let resource, let read)? = JournalRecord(bytes[...], resourceVersion: 7) else {
            Issue.record("not a put")
            return
        }
        #expect(resource == ResourceID(group: "g", plural: "p"))
        #expect(read.key == object.key)
        #expect(read.uid == "u")
        #expect(read.members == object.members)
        #expect(read.labels == object.labels)
        #expect(read.fields == object.fields)
        #expect(read.resourceVersion == 7)
        for count in 0..<bytes.count - object.members.count {
            #expect(JournalRecord(bytes.prefix(count), resourceVersion: 7) == nil)
        }
        #expect(JournalRecord([9], resourceVersion: 1) == nil)
        #expect(JournalRecord([4, 0], resourceVersion: 1) == nil)
    }

    @Test("numbers of every size are read as they were written")
    func numbers() {
        for number in [0, 1, 127, 128, 16_383, 16_384, UInt64(UInt32.max), .max - 1, .max] {
            var writer = RecordWriter()
            writer.write(number)
            var reader = RecordReader(writer.bytes[...])
            #expect(reader.number() == number)
            #expect(reader.isAtEnd)
        }
        var reader = RecordReader([UInt8](repeating: 0xFF, count: 10)[...])
        #expect(reader.number() == nil)
    }

    private static let frames = (0..<4).map { Frame(resourceVersion: UInt64($0), body: Array("body \($0)".utf8)) }

    private func steps(_ bytes: [UInt8], inPiecesOf size: Int) -> [FrameScanner.Step] {
        var scanner = FrameScanner()
        var steps: [FrameScanner.Step] = []
        var rest = bytes[...]
        while true {
            let step = scanner.next()
            switch step {
            case .needsBytes where rest.isEmpty: scanner.finish()
            case .needsBytes:
                scanner.append(Array(rest.prefix(size)))
                rest = rest.dropFirst(size)
            case .frame: steps.append(step)
            case .end, .torn, .damaged: return steps + [step]
            }
        }
    }

    @Test("frames are found however the file is cut into reads", arguments: [1, 2, 19, 20, 21, 50, 1_000])
    func pieces(size: Int) {
        let whole = Self.frames.flatMap(\.bytes)
        let found = steps(whole, inPiecesOf: size)
        #expect(found.count == 5)
        #expect(found.last == .end)
        let bodies = found.compactMap { step in
            if case .frame(_, let body, _) = step { Array(body) } else { nil }
        }
        #expect(bodies == Self.frames.map(\.body))
    }

    @Test("what is wrong is damage when a good frame stands behind it, and else the end")
    func verdicts() {
        let whole = Self.frames.flatMap(\.bytes)
        let size = Self.frames[0].bytes.count
        for index in 0..<whole.count {
            var bytes = whole
            bytes[index] ^= 1
            let frame = index / size
            let last = steps(bytes, inPiecesOf: 33).last
            #expect(last == (frame < 3 ? .damaged(offset: frame * size) : .torn(offset: frame * size)), "byte \(index)")
        }
        for count in 1..<whole.count where count % size != 0 {
            #expect(steps(Array(whole.prefix(count)), inPiecesOf: 7).last == .torn(offset: count / size * size))
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import KubeServer

private let firstLog = "000000000001.log"

@Suite("The journal of the embedded server")
struct JournalTests {
    private let fixture = JournalFixture()

    @Test("what was written is there after a restart, and resource versions go on")
    func restart() throws {
        var storage: Storage? = try fixture.open()
        try storage?.write("x", "1")
        try storage?.write("g", "ünï\u{0}code", of: gadgetID)
        try storage?.write("x", "2")
        try storage?.write("y")
        try storage?.remove("y")
        let (contents, revision) = try (#require(storage?.contents), #require(storage?.revision))
        storage = nil
        let again = try fixture.open()
        #expect(again.contents == contents)
        #expect(again.revision == revision)
        #expect(try again.write("z") == revision + 1)
    }

    @Test("history from before a restart is forgotten: its watches and pages begin anew")
    func history() throws {
        var storage: Storage? = try fixture.open()
        let old = try #require(try storage?.write("x"))
        try storage?.write("y")
        storage = nil
        let again = try fixture.open()
        for resource in [widgetID, gadgetID] {
            guard case .forgotten = again.news(of: resource, after: old) else {
                Issue.record("\(resource) has news from before the restart")
                continue
            }
        }
        #expect(again.page(widgetID, namespace: nil, at: old) == nil)
        guard case .changes(let changes, _) = again.news(of: widgetID, after: again.revision) else {
            Issue.record("a watch from now on is refused")
            return
        }
        #expect(changes.isEmpty)
    }

    @Test("after a restart of the machine resource versions leap: some may have been seen that were lost")
    func leap() throws {
        var storage: Storage? = try fixture.open(disk: .inRun("a"))
        let last = try #require(try storage?.write("x"))
        storage = nil
        storage = try fixture.open(disk: .inRun("a"))
        #expect(storage?.revision == last)
        storage = nil
        storage = try fixture.open(disk: .inRun("b"))
        #expect(storage?.revision == last + 1_000_000)
        storage = nil
        // The leap counts although nothing was written since.
        storage = try fixture.open(disk: .inRun("b"))
        #expect(storage?.revision == last + 1_000_000)
    }

    @Test("a second server is kept out of the folder, and told of the first")
    func lock() throws {
        let storage = try fixture.open()
        let error = #expect(throws: JournalError.self) { try fixture.open() }
        #expect(error?.code == .inUse)
        #expect(error?.message.contains("is in use by process") == true)
        #expect(storage.revision > 0)
    }

    @Test("every beginning of the log is a state that once was, whichever byte is the last")
    func everyPrefix() throws {
        var storage: Storage? = try fixture.open()
        var states: [(size: Int, contents: [String])] = []
        func note() throws { states.append((try fixture.bytes(of: firstLog).count, storage?.contents ?? [])) }
        try note()
        for step in 0..<5 {
            try storage?.write("o\(step % 3)", "\(step)")
            try note()
            if step == 2 { try storage?.remove("o0") }
            try note()
        }
        storage = nil
        let whole = try fixture.bytes(of: firstLog)
        for size in JournalHeader.size...whole.count {
            try fixture.replace(with: firstLog, Array(whole.prefix(size)))
            let expected = states.last { $0.size <= size }?.contents ?? []
            let recovered = try fixture.open()
            #expect(recovered.contents == expected, "cut off after \(size) bytes")
            // What was torn is gone for good: a write behind it can be read.
            try recovered.write("next")
        }
    }

    @Test("a changed byte before the last record is an error that says where, and changes nothing")
    func everyFlip() throws {
        var storage: Storage? = try fixture.open()
        try storage?.write("x", "1")
        let end = try fixture.bytes(of: firstLog).count
        try storage?.write("y", "2")
        storage = nil
        let whole = try fixture.bytes(of: firstLog)
        for index in 0..<end {
            var bytes = whole
            bytes[index] ^= 0x10
            try fixture.replace(with: firstLog, bytes)
            let error = #expect(throws: JournalError.self, "byte \(index)") { try fixture.open() }
            #expect(error.map { [.damaged, .unknownVersion].contains($0.code) } == true, "byte \(index)")
            #expect(error?.message.contains(firstLog) == true)
            #expect(try fixture.bytes(of: firstLog) == bytes)
        }
        for index in end..<whole.count {
            var bytes = whole
            bytes[index] ^= 0x10
            try fixture.replace(with: firstLog, bytes)
            #expect(try fixture.open().contents.count == 1, "byte \(index) of the last record")
        }
    }

    @Test("an error about damage names the file, the offset and what to do")
    func damageMessage() throws {
        var storage: Storage? = try fixture.open()
        let offset = try fixture.bytes(of: firstLog).count
        try storage?.write("x")
        try storage?.write("y")
        storage = nil
        var bytes = try fixture.bytes(of: firstLog)
        bytes[offset + 3] = 0xFF
        try fixture.replace(with: firstLog, bytes)
        let error = #expect(throws: JournalError.self) { try fixture.open() }
        let path = "\(fixture.path)/\(firstLog)"
        #expect(error?.message.contains("\(path) is damaged at offset \(offset)") == true)
        #expect(error?.message.contains("truncate --size=\(offset) \(path)") == true)
        // It is good advice.
        try fixture.replace(with: firstLog, Array(bytes.prefix(offset)))
        #expect(try fixture.open().contents.isEmpty)
    }

    @Test("a file of another program, of a newer version, or of another number is refused")
    func foreignFiles() throws {
        try fixture.replace(with: firstLog, Array(repeating: 0x41, count: 64))
        #expect(throws: JournalError.self) { try fixture.open() }
        var newer = JournalHeader(kind: .log, number: 1).bytes
        newer[8] = 2
        try fixture.replace(with: firstLog, newer)
        #expect(#expect(throws: JournalError.self) { try fixture.open() }?.code == .unknownVersion)
        try fixture.replace(with: firstLog, JournalHeader(kind: .log, number: 2).bytes)
        #expect(throws: JournalError.self) { try fixture.open() }
        try fixture.replace(with: "000000000002.log", JournalHeader(kind: .log, number: 2).bytes)
        #expect(#expect(throws: JournalError.self) { try fixture.open() }?.message.contains("is missing") == true)
    }
}

// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import KubeServer

@Suite("The shortening of a journal", .timeLimit(.minutes(1)))
struct JournalShorteningTests {
    private let fixture = JournalFixture()
    private let log = JournalHeader(kind: .log, number: 2)

    private func shorten(_ storage: Storage?) throws {
        let storage = try #require(storage)
        try storage.journal?.shorten(storage)
    }

    @Test("a snapshot takes the place of the logs, and later writes stand behind it")
    func snapshot() throws {
        var storage: Storage? = try fixture.open()
        for number in 0..<50 { try storage?.write("o\(number % 7)", "\(number)") }
        try storage?.write("g", of: gadgetID)
        try storage?.remove("o0")
        try shorten(storage)
        #expect(fixture.files == ["000000000001.snapshot", "000000000002.log", "lock"])
        try storage?.write("after")
        try storage?.remove("o1")
        let (contents, revision) = try (#require(storage?.contents), #require(storage?.revision))
        storage = nil
        storage = try fixture.open()
        #expect(storage?.contents == contents)
        #expect(storage?.revision == revision)
        try shorten(storage)
        #expect(fixture.files == ["000000000002.snapshot", "000000000003.log", "lock"])
        storage = nil
        #expect(try fixture.open().contents == contents)
    }

    @Test("the resource version of a deletion that a snapshot does not show is not given out again")
    func lastRevision() throws {
        var storage: Storage? = try fixture.open()
        try storage?.write("x")
        try storage?.remove("x")
        let revision = storage?.revision
        try shorten(storage)
        storage = nil
        #expect(try fixture.open().revision == revision)
    }

    @Test("a process may die at any point of it")
    func interruptions() throws {
        var storage: Storage? = try fixture.open()
        try storage?.write("x", "1")
        let before = try fixture.bytes(of: "000000000001.log")
        try shorten(storage)
        let snapshot = try fixture.bytes(of: "000000000001.snapshot")
        try storage?.write("y", "2")
        let after = try fixture.bytes(of: "000000000002.log")
        let contents = try #require(storage?.contents)
        storage = nil

        // The new log was made, and not yet begun.
        for size in [0, 5, JournalHeader.size] {
            try fixture.replace(with: "000000000001.log", before)
            try fixture.write("000000000002.log", Array(after.prefix(size)))
            let recovered = try fixture.open()
            #expect(recovered.contents.count == 1)
            try recovered.write("z")
        }
        // The snapshot is not complete.
        for size in [0, 40, snapshot.count] {
            try fixture.replace(with: "000000000001.log", before)
            try fixture.write("000000000002.log", after)
            try fixture.write("000000000001.snapshot.draft", Array(snapshot.prefix(size)))
            #expect(try fixture.open().contents == contents)
            #expect(fixture.files == ["000000000001.log", "000000000002.log", "lock"])
        }
        // The old log is not yet removed.
        try fixture.replace(with: "000000000001.log", before)
        try fixture.write("000000000002.log", after)
        try fixture.write("000000000001.snapshot", snapshot)
        #expect(try fixture.open().contents == contents)
        #expect(fixture.files == ["000000000001.snapshot", "000000000002.log", "lock"])
    }

    @Test("a snapshot that is not whole is an error")
    func incomplete() throws {
        var storage: Storage? = try fixture.open()
        try storage?.write("x")
        try shorten(storage)
        storage = nil
        let snapshot = try fixture.bytes(of: "000000000001.snapshot")
        let end = snapshot.count - Frame.headSize - 1
        for size in [JournalHeader.size, end, snapshot.count - 1] {
            try fixture.write("000000000001.snapshot", Array(snapshot.prefix(size)))
            #expect(#expect(throws: JournalError.self) { try fixture.open() }?.code == .damaged)
        }
    }

    @Test("writes go on meanwhile, and none is lost")
    func concurrentWrites() async throws {
        let storage = try fixture.open()
        try await withThrowingTaskGroup { group in
            for writer in 0..<4 {
                group.addTask {
                    for number in 0..<100 { try storage.write("w\(writer)-\(number % 20)", "\(number)") }
                }
            }
            group.addTask {
                for _ in 0..<5 { try self.shorten(storage) }
            }
            try await group.waitForAll()
        }
        let contents = storage.contents
        #expect(contents.count == 80)
        // The old one has to let go of the folder first, which the copy of its files does not need.
        let copy = JournalFixture()
        for (index, name) in fixture.files.enumerated() where name != "lock" {
            let bytes = try fixture.bytes(of: name)
            if index == 0 { try copy.replace(with: name, bytes) } else { try copy.write(name, bytes) }
        }
        #expect(try copy.open().contents == contents)
    }
}

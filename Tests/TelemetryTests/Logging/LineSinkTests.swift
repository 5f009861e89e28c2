// SPDX-License-Identifier: Apache-2.0

import Basics
import Glibc
import JSONKit
import Telemetry
import TestSupport
import Testing

@Suite("Line sink", .tags(.concurrency), .timeLimit(.minutes(1)))
struct LineSinkTests {
    let pipe: LogPipe
    let clock = ManualClock()

    init() throws {
        pipe = try LogPipe()
    }

    func sink(capacity: Int = 1 << 20) -> LineSink {
        LineSink(format: .json, descriptor: pipe.writer, capacity: capacity, clock: clock.wallClock)
    }

    func record(_ message: String, _ fields: LogFields = [:]) -> LogRecord {
        LogRecord(time: clock.wallClock.now, level: .info, room: "test", message: message, fields: fields)
    }

    func messages(in text: String) throws -> [String] {
        try text.split(separator: "\n").map { line in
            try #require(try JSONValue(parsing: String(line)).object?["message"]?.string)
        }
    }

    @Test("a line is written when the call returns")
    func immediate() throws {
        sink().write(record("first"))
        #expect(try messages(in: pipe.readAvailable()) == ["first"])
    }

    @Test("nobody waits for a slow reader: lines are kept, then dropped, and the reader is told how many")
    func slowReader() async throws {
        let sink = sink(capacity: 20_000)
        let text = String(repeating: "x", count: 500)
        var written = 0
        while sink.droppedLineCount < 50 {
            sink.write(record("\(written)", ["text": text]))
            written += 1
            try #require(written < 10_000)
        }
        var received = ""
        try await eventually("the backlog is written once the pipe is read") {
            received += try pipe.readAvailable()
            return received.contains("dropped")
        }
        sink.write(record("last"))
        try await eventually("later lines are written") {
            received += try pipe.readAvailable()
            return received.contains("\"last\"")
        }
        let all = try messages(in: received)
        let notice = "log lines were dropped, because nobody read them fast enough"
        #expect(all == (0..<written - 50).map(String.init) + [notice, "last"])
        #expect(received.contains("\"count\":50"))
        #expect(sink.droppedLineCount == 50)
    }

    @Test("a line that is longer than a pipe takes at once comes in one piece all the same")
    func longLines() async throws {
        let sink = sink()
        let fields: LogFields = ["a": String(repeating: "a", count: 8_000), "b": String(repeating: "b", count: 8_000)]
        for number in 0..<8 {
            sink.write(record("\(number)", fields))
        }
        var received = ""
        try await eventually("all lines are written") {
            received += try pipe.readAvailable()
            return received.utf8.count { $0 == 0x0A } == 8
        }
        #expect(try messages(in: received) == (0..<8).map(String.init))
        #expect(sink.droppedLineCount == 0)
    }

    @Test("flushing waits for the reader, but not for ever")
    func flush() async throws {
        let sink = sink()
        for number in 0..<2_000 {
            sink.write(record("\(number)"))
        }
        sink.flush(within: .milliseconds(20))
        var received = try pipe.readAvailable()
        #expect(received.utf8.count < 2_000 * 90, "the pipe should have been too small for everything")

        let flushed = Task { sink.flush(within: .seconds(50)) }
        try await eventually("all lines are written") {
            received += try pipe.readAvailable()
            return received.utf8.count { $0 == 0x0A } == 2_000
        }
        await flushed.value
        #expect(try messages(in: received) == (0..<2_000).map(String.init))
    }

    @Test("a reader that is gone costs lines, not the process")
    func closedReader() {
        let sink = sink()
        pipe.closeReader()
        for _ in 0..<3 {
            sink.write(record("lost"))
        }
        #expect(sink.droppedLineCount == 3)
        sink.flush(within: .seconds(20))
    }

    @Test("lines of many tasks never mix, whatever their length", .tags(.property), arguments: Seed.some(2))
    func manyTasks(seed: Seed) async throws {
        let sink = sink(capacity: 16 << 20)
        let logger = Logger(room: "test", Logging(levels: LogLevels(), sink: sink, clock: clock.wallClock))
        var random = SeededRandom(seed)
        // Short ones, and some that do not fit into one write.
        let lengths = (0..<8).map { _ in
            (0..<40).map { _ in
                Int.random(in: 0..<(Int.random(in: 0..<8, using: &random) == 0 ? 6_000 : 100), using: &random)
            }
        }
        let received = try await withThrowingTaskGroup(of: Void.self) { group in
            for (task, lengths) in lengths.enumerated() {
                group.addTask {
                    for (number, length) in lengths.enumerated() {
                        let letter = String(UnicodeScalar(UInt8(97 + task)))
                        logger.info("\(task) \(number)", ["text": String(repeating: letter, count: length)])
                    }
                }
            }
            var received = ""
            try await eventually("all lines are written", within: .seconds(50)) {
                received += try pipe.readAvailable()
                return received.utf8.count { $0 == 0x0A } == 8 * 40
            }
            return received
        }
        var next = Array(repeating: 0, count: 8)
        for line in received.split(separator: "\n") {
            let object = try #require(try JSONValue(parsing: String(line)).object)
            let words = try #require(object["message"]?.string).split(separator: " ").compactMap { Int($0) }
            try #require(words.count == 2 && words[1] == next[words[0]])
            next[words[0]] += 1
            #expect(object["text"]?.string?.utf8.count == lengths[words[0]][words[1]])
        }
        #expect(next.allSatisfy { $0 == 40 })
        #expect(sink.droppedLineCount == 0)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import Telemetry
import TestSupport
import Testing

@Suite("Logger")
struct LoggerTests {
    let sink = RecordingSink()
    let clock = ManualClock()
    let logging: Logging
    let logger: Logger

    init() {
        logging = Logging(levels: LogLevels(.info), sink: sink, clock: clock.wallClock)
        logger = Logger(room: "http.client", logging)
    }

    struct Refused: Error, CustomStringConvertible {
        let description = "connection refused"
    }

    @Test("a line has its time, level, room, message and typed fields")
    func line() throws {
        clock.advance(by: .milliseconds(1_500))
        logger.info(
            "answered",
            ["status": 200, "cached": false, "took": Duration.milliseconds(3), "hosts": ["a", "b"]]
        )
        let record = try #require(sink.records.first)
        #expect(record.time == clock.wallClock.now)
        #expect(record.level == .info && record.room == "http.client" && record.message == "answered")
        #expect(record.fields["status"] == .integer(200))
        #expect(record.fields["cached"] == .bool(false))
        #expect(record.fields["took"] == .duration(.milliseconds(3)))
        #expect(record.fields["hosts"] == .list([.string("a"), .string("b")]))
        #expect(sink.records.count == 1)
    }

    @Test("every level has its function, and what is below the room's level is not written")
    func levels() {
        for level in [LogLevel.trace, .debug, .info, .warning, .error] {
            logging.levels = LogLevels(level)
            logger.trace("t")
            logger.debug("d")
            logger.info("i")
            logger.warning("w")
            logger.error("e")
            logger.log(.warning, "l")
        }
        #expect(sink.records.map(\.message).joined(separator: "") == "tdiweldiweliwelwele")
        #expect(sink.records.suffix(1).map(\.level) == [.error])
    }

    @Test("what is not written is not even made")
    func lazy() {
        func unwanted() -> String {
            Issue.record("made though the level is off")
            return ""
        }
        logger.debug(unwanted(), ["field": unwanted()], error: unwanted().isEmpty ? Refused() : nil)
        #expect(!logger.isEnabled(.debug) && logger.isEnabled(.info))
    }

    @Test("a change of the levels reaches loggers that exist already")
    func runtimeChange() throws {
        let other = logger.room("kube.watch").with(["kind": "Pod"])
        logging.levels = try LogLevels(parsing: "error,kube.*=debug")
        logger.info("hidden")
        other.debug("shown")
        #expect(sink.records.map(\.message) == ["shown"])
        logging.levels = .off
        other.error("hidden")
        #expect(sink.records.count == 1)
    }

    @Test("fields of the line replace the task's, and those replace the logger's")
    func precedence() throws {
        let child = logger.with(["a": 1, "b": 1, "c": 1]).with(["b": 2])
        LogContext.with(["c": 3, "d": 3]) {
            child.info("first", ["d": 4])
        }
        child.info("second")
        let first = try #require(sink.records.first).fields
        #expect(first.fields.map(\.key) == ["a", "b", "c", "d"])
        #expect(first == ["a": 1, "b": 2, "c": 3, "d": 4])
        #expect(sink.records.last?.fields == ["a": 1, "b": 2, "c": 1])
        #expect(logger.with([:]).room == "http.client")
    }

    @Test("the id of a request is on the lines of its task and its child tasks, and nowhere else")
    func requestID() async {
        await LogContext.with(requestID: "r-1") {
            #expect(LogContext.requestID == "r-1")
            await withTaskGroup { group in
                group.addTask { logger.info("inner", ["step": 1]) }
            }
        }
        logger.info("outer")
        #expect(LogContext.requestID == nil)
        #expect(sink.records.map(\.fields) == [["request": "r-1", "step": 1], [:]])
    }

    @Test("an error stands in a field of its own, by its description")
    func error() {
        logger.warning("retrying", ["attempt": 2], error: Refused())
        logger.warning("retrying", error: nil)
        #expect(sink.records.map(\.fields) == [["attempt": 2, "error": "connection refused"], [:]])
    }

    @Test("a silent logger has no level")
    func silent() {
        for level in LogLevel.allCases {
            #expect(!Logger.silent.isEnabled(level))
        }
    }

    @Test("integers of every size keep their value")
    func integers() {
        #expect(UInt64.max.logValue == .unsigned(.max))
        #expect(Int64.min.logValue == .integer(.min))
        #expect(UInt8(7).logValue == .integer(7))
        #expect(Optional<Int>.none.logValue == .null)
    }
}

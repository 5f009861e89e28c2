// SPDX-License-Identifier: Apache-2.0

/// What a room logs with.
///
/// Asking whether a level is on is one load of an atomic; the message and the fields are made only when it is.
///
/// ```swift
/// let logger = Logger(room: "http.client", logging)
/// logger.debug("connected", ["host": host, "took": duration])
/// logger.warning("retrying", ["attempt": 2], error: error)
/// ```
package struct Logger: Sendable {
    /// One reference, so that a logger costs what it must when it is passed on.
    private let core: Core

    private final class Core: Sendable {
        let logging: Logging
        let gate: LogGate
        let fields: LogFields

        init(_ logging: Logging, room: String, _ fields: LogFields) {
            self.logging = logging
            gate = logging.gate(for: room)
            self.fields = fields
        }
    }

    /// A logger for a part of the program, named from the general to the special: `http.client`.
    package init(room: String, _ logging: Logging) {
        core = Core(logging, room: room, LogFields())
    }

    private init(_ core: Core) {
        self.core = core
    }

    /// The part of the program that it logs for.
    package var room: String { core.gate.room }

    /// The same logger for another part of the program.
    package func room(_ room: String) -> Logger {
        Logger(Core(core.logging, room: room, core.fields))
    }

    /// The same logger, whose lines have further fields.
    package func with(_ fields: LogFields) -> Logger {
        var merged = core.fields
        merged.merge(fields)
        return Logger(Core(core.logging, room: room, merged))
    }

    /// Whether lines of a level are written.
    package func isEnabled(_ level: LogLevel) -> Bool {
        core.gate.lets(level)
    }

    /// Writes a line, whatever the level.
    ///
    /// Of several fields with one name the last counts: the logger's, then the task's, then the line's.
    private func write(_ level: LogLevel, _ message: String, _ fields: LogFields, _ error: (any Error)?) {
        var merged = core.fields
        merged.merge(LogContext.fields)
        merged.merge(fields)
        if let error {
            merged["error"] = .error(error)
        }
        core.logging.write(level, room, message, merged)
    }

    /// A logger that writes nothing.
    package static let silent = Logger(room: "silent", Logging(levels: .off, sink: NoSink()))
}

extension Logger {
    /// Logs every step, for whoever hunts a defect.
    package func trace(
        _ message: @autoclosure () -> String,
        _ fields: @autoclosure () -> LogFields = LogFields(),
        error: @autoclosure () -> (any Error)? = nil
    ) {
        guard isEnabled(.trace) else { return }
        write(.trace, message(), fields(), error())
    }

    /// Logs what the room does, call by call.
    package func debug(
        _ message: @autoclosure () -> String,
        _ fields: @autoclosure () -> LogFields = LogFields(),
        error: @autoclosure () -> (any Error)? = nil
    ) {
        guard isEnabled(.debug) else { return }
        write(.debug, message(), fields(), error())
    }

    /// Logs what an operator wants to know.
    package func info(
        _ message: @autoclosure () -> String,
        _ fields: @autoclosure () -> LogFields = LogFields(),
        error: @autoclosure () -> (any Error)? = nil
    ) {
        guard isEnabled(.info) else { return }
        write(.info, message(), fields(), error())
    }

    /// Logs what went wrong and was dealt with.
    package func warning(
        _ message: @autoclosure () -> String,
        _ fields: @autoclosure () -> LogFields = LogFields(),
        error: @autoclosure () -> (any Error)? = nil
    ) {
        guard isEnabled(.warning) else { return }
        write(.warning, message(), fields(), error())
    }

    /// Logs what went wrong and stays so until somebody acts.
    package func error(
        _ message: @autoclosure () -> String,
        _ fields: @autoclosure () -> LogFields = LogFields(),
        error: @autoclosure () -> (any Error)? = nil
    ) {
        guard isEnabled(.error) else { return }
        write(.error, message(), fields(), error())
    }

    /// Logs a line whose level is not known beforehand.
    package func log(
        _ level: LogLevel,
        _ message: @autoclosure () -> String,
        _ fields: @autoclosure () -> LogFields = LogFields(),
        error: @autoclosure () -> (any Error)? = nil
    ) {
        guard isEnabled(level) else { return }
        write(level, message(), fields(), error())
    }
}

/// Where lines go that nobody wants.
private struct NoSink: LogSink {
    func write(_ record: LogRecord) {}
}

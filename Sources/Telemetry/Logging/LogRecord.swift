// SPDX-License-Identifier: Apache-2.0

package import Basics

/// A log line before it is text.
package struct LogRecord: Sendable, Hashable {
    /// When it was logged.
    package let time: Timestamp
    /// How important it is.
    package let level: LogLevel
    /// The part of the program that it comes from.
    package let room: String
    /// What happened; the same words every time, with what differs in the fields.
    package let message: String
    /// What it is about.
    package let fields: LogFields

    package init(time: Timestamp, level: LogLevel, room: String, message: String, fields: LogFields = [:]) {
        self.time = time
        self.level = level
        self.room = room
        self.message = message
        self.fields = fields
    }
}

/// Where log lines go.
package protocol LogSink: Sendable {
    /// Takes a line; it neither fails nor waits.
    func write(_ record: LogRecord)
}

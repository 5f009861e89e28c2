// SPDX-License-Identifier: Apache-2.0

package import Basics
import Glibc

/// Writes log lines to a file descriptor, as a rule to standard error.
package final class LineSink: LogSink {
    private let format: LogFormat
    private let output: LineOutput

    /// A sink for a descriptor, which stays open for as long as the sink is in use.
    ///
    /// Lines for which a slow reader leaves no room are kept up to `capacity` bytes.
    package init(
        format: LogFormat,
        descriptor: Int32 = STDERR_FILENO,
        capacity: Int = 1 << 20,
        clock: WallClock = .system
    ) {
        self.format = format
        output = LineOutput(descriptor: descriptor, capacity: capacity) { count in
            format.line(
                LogRecord(
                    time: clock.now,
                    level: .warning,
                    room: "telemetry",
                    message: "log lines were dropped, because nobody read them fast enough",
                    fields: ["count": count]
                )
            )
        }
    }

    /// How many lines were lost since the start.
    package var droppedLineCount: Int { output.droppedLineCount }

    package func write(_ record: LogRecord) {
        output.write(format.line(record))
    }

    /// Waits until everything is written, or the time is over; for the end of the process.
    package func flush(within limit: Duration) {
        output.flush(within: limit)
    }
}

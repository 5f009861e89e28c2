// SPDX-License-Identifier: Apache-2.0

import Glibc

/// How a log line looks.
package enum LogFormat: Sendable, Hashable {
    /// One JSON object a line, for programs.
    case json
    /// For people who watch.
    case terminal(isColored: Bool)

    /// What fits a file descriptor: JSON, but the readable form on a terminal; in colour unless `NO_COLOR` is set
    /// (https://no-color.org).
    package static func fitting(_ descriptor: Int32, environment: [String: String]) -> LogFormat {
        guard isatty(descriptor) == 1 else { return .json }
        let forbidsColor = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return .terminal(isColored: !forbidsColor && environment["TERM"] != "dumb")
    }

    /// The line, with the line break at its end.
    package func line(_ record: LogRecord) -> [UInt8] {
        switch self {
        case .json: JSONLogLine.bytes(record)
        case .terminal(let isColored): TerminalLogLine(isColored: isColored).bytes(record)
        }
    }
}

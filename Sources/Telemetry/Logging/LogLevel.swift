// SPDX-License-Identifier: Apache-2.0

/// How important a log line is.
package enum LogLevel: Sendable, CaseIterable {
    /// Every step, for whoever hunts a defect in a room.
    case trace
    /// What a room does, call by call.
    case debug
    /// What an operator wants to know without having asked.
    case info
    /// What went wrong and was dealt with, or will go wrong if nobody looks.
    case warning
    /// What went wrong and stays so until somebody acts.
    case error

    /// The word that stands in a log line and in a configuration.
    package var name: String {
        switch self {
        case .trace: "trace"
        case .debug: "debug"
        case .info: "info"
        case .warning: "warning"
        case .error: "error"
        }
    }

    /// Its place in the order, from the least to the most important.
    var rank: UInt64 {
        switch self {
        case .trace: 0
        case .debug: 1
        case .info: 2
        case .warning: 3
        case .error: 4
        }
    }
}

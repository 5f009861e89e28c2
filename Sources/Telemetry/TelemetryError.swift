// SPDX-License-Identifier: Apache-2.0

/// What a configuration of logs can have wrong; logging itself never fails.
package struct TelemetryError: Error, Hashable {
    /// What went wrong.
    package enum Code: String, Sendable {
        case invalidLogLevels = "invalid log levels"
    }

    /// What went wrong.
    package let code: Code
    /// What exactly, and what to write instead.
    package let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension TelemetryError: CustomStringConvertible {
    package var description: String { "\(code.rawValue): \(message)" }
}

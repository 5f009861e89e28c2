// SPDX-License-Identifier: Apache-2.0

/// Why something could not be measured.
package struct BenchError: Error, Equatable, CustomStringConvertible {
    /// What kind of trouble it is.
    package enum Code: Sendable {
        case unknownWorkload
        case programFailed
        case unreadableReport
        case badAnswers
    }

    /// The kind of trouble.
    package let code: Code
    package let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}

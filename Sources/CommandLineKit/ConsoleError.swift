// SPDX-License-Identifier: Apache-2.0

/// Why the output took no more.
package enum ConsoleError: ExitCodeError, CustomStringConvertible, Equatable {
    /// The reader has gone: nothing to complain about, and nobody to complain to.
    case closed
    /// The file or device behind the output refused; the reason in the system's words.
    case failed(reason: String)

    package var exitCode: ExitCode {
        self == .closed ? .outputClosed : .failure
    }

    package var description: String {
        switch self {
        case .closed: "the reader of the output has gone"
        case .failed(let reason): "cannot write the output: \(reason)"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// What the process tells the shell: 0 for success, 1 for failure, 2 for a command line that cannot be understood.
package struct ExitCode: RawRepresentable, Sendable, Hashable {
    package let rawValue: Int32

    /// A code of a verb's own; those below 3 and above 125 have a meaning already.
    package init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// What was asked for is done.
    package static let success = ExitCode(rawValue: 0)
    /// What was asked for was understood and did not work.
    package static let failure = ExitCode(rawValue: 1)
    /// The command line was not understood; nothing was done.
    package static let usage = ExitCode(rawValue: 2)
    /// The reader of the output went away, as in `portolan help | head -1`: what a shell says of a death by SIGPIPE.
    package static let outputClosed = ExitCode(rawValue: 141)
}

/// An error that ends the process with a code of its own instead of ``ExitCode/failure``.
package protocol ExitCodeError: Error {
    /// The code to end with.
    var exitCode: ExitCode { get }
}

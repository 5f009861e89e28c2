// SPDX-License-Identifier: Apache-2.0

/// Where a verb writes: results to the output, everything else to the error output.
package struct Console: Sendable {
    /// Writes all of a text, or says why it cannot.
    package typealias Writer = @Sendable (String) throws(ConsoleError) -> Void

    /// The columns that text may take: those of the terminal, at most 80.
    package let width: Int
    private let output: Writer
    private let errors: Writer

    /// A console on two writers; the width is brought into the range 40…80.
    package init(width: Int = 80, output: @escaping Writer, errors: @escaping Writer) {
        self.width = min(max(width, 40), 80)
        self.output = output
        self.errors = errors
    }

    /// Writes a text and a line feed to the output.
    package func print(_ text: String) throws(ConsoleError) {
        try output(text + "\n")
    }

    /// Writes a text and a line feed to the error output; that nobody reads it is no reason to stop.
    package func printError(_ text: String) {
        try? errors(text + "\n")
    }
}

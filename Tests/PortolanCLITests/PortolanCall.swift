// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import PortolanCLI

/// A call of `portolan` inside the test's own process, and what came of it.
struct PortolanCall {
    let code: ExitCode
    let output: String
    let errors: String

    init(_ words: [String], width: Int = 80) async {
        let (console, record) = Console.recording(width: width)
        code = await Portolan.run(words, on: console)
        output = record.output
        errors = record.errors
    }
}

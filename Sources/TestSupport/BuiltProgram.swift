// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The programs of this package, as they were built for the tests.
package enum BuiltProgram {
    /// The folder of the test runner, where the build has put the programs too.
    package static let folder: String = {
        guard let path = unsafe realpath("/proc/self/exe", nil) else { preconditionFailure("no /proc: errno \(errno)") }
        defer { unsafe free(path) }
        return unsafe String(cString: path).split(separator: "/", omittingEmptySubsequences: false)
            .dropLast().joined(separator: "/")
    }()

    /// The path of a program such as `portolan`.
    package static func path(of name: String) -> String { "\(folder)/\(name)" }
}

// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Why a file or folder could not be read or written.
package struct FileError: Error, Hashable, CustomStringConvertible {
    /// What was tried: "read", "write", "make".
    package let attempt: String
    package let path: String
    /// The system's error number.
    package let number: Int32

    package init(_ attempt: String, _ path: String, number: Int32) {
        self.attempt = attempt
        self.path = path
        self.number = number
    }

    /// The failure of the system call before.
    init(_ attempt: String, _ path: String) {
        self.init(attempt, path, number: errno)
    }

    /// Whether there is nothing at the path.
    package var isAbsence: Bool { number == ENOENT || number == ENOTDIR }

    /// What the system says, without the path.
    package var reason: String { unsafe String(cString: strerror(number)) }

    package var description: String { "cannot \(attempt) \(path): \(reason)" }
}

// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Why a journal cannot be opened, read or written: what was attempted, on which file, and what to do.
package struct JournalError: Error, Equatable, CustomStringConvertible {
    /// The kinds of failure that programs tell apart.
    package enum Code: Sendable {
        /// Another server uses the folder.
        case inUse
        /// A file is not what was written.
        case damaged
        /// A file is of a version that this program does not know.
        case unknownVersion
        /// The system refused something.
        case system
        /// A write has failed in such a way that nothing can be written any more.
        case closed
    }

    /// What kind of failure it is, and the whole story.
    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }

    /// The system has refused what was attempted.
    static func system(_ attempt: String, errno: Int32) -> JournalError {
        JournalError(.system, "cannot \(attempt): \(unsafe String(cString: strerror(errno)).lowercased())")
    }

    /// A file is damaged at an offset, and there are good records behind the damage.
    static func damaged(_ path: String, at offset: Int, _ what: String) -> JournalError {
        JournalError(
            .damaged,
            "\(path) is damaged at offset \(offset): \(what). Nothing was changed. Restore the file from a copy; or, to give "
                + "up everything that was written from there on, cut it off with: truncate --size=\(offset) \(path)"
        )
    }
}

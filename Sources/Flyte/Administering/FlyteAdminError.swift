// SPDX-License-Identifier: Apache-2.0

/// Why flyteadmin did not do what it was asked.
package struct FlyteAdminError: Error, Sendable, Hashable {
    /// What went wrong, for programs.
    package enum Code: String, Sendable, Hashable {
        /// It could not be reached, or did not answer in time.
        case unreachable = "Unreachable"
        /// It does not know who asks, or does not let them.
        case unauthorized = "Unauthorized"
        /// It refuses what it is asked, such as a label for a project that it does not know.
        case refused = "Refused"
        /// It failed.
        case failed = "ServerError"
        /// What it says makes no sense: it may not be flyteadmin.
        case unexpected = "UnexpectedAnswer"
        /// Nobody waits for the answer any more.
        case cancelled = "Cancelled"
    }

    /// What went wrong, for programs.
    package let code: Code
    /// What was attempted, and what came back.
    package let message: String

    /// Whether it is about the one row, and not about flyteadmin.
    package var isAboutTheRow: Bool { code == .refused }
}

extension FlyteAdminError: CustomStringConvertible {
    package var description: String { message }
}

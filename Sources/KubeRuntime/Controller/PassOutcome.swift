// SPDX-License-Identifier: Apache-2.0

/// What a pass that went well wants next.
///
/// One that did not throws: then it is tried again, after a delay that grows, unless what it throws is a
/// ``TerminalError``.
package enum PassOutcome: Sendable, Hashable {
    /// Nothing, until something happens.
    case done
    /// Another pass after a while, or earlier if something happens; with the priority of this one unless it says another.
    case again(after: Duration, priority: WorkPriority? = nil)
}

/// An error that no repetition mends, only somebody who changes something.
package struct TerminalError: Error, CustomStringConvertible {
    /// What went wrong.
    package let cause: any Error

    /// An error that is not tried again.
    package init(_ cause: any Error) {
        self.cause = cause
    }

    package var description: String { "\(cause)" }
}

/// Why a pass was cancelled before its end.
package enum PassInterruption: Sendable, Hashable {
    /// It took too long.
    case overdue
    /// The controller stops.
    case shutdown
    /// Another process may act by now.
    case leadershipLost
}

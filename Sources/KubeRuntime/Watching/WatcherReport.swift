// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// How a watcher is doing, for readiness checks and for people.
package enum WatcherHealth: Sendable {
    /// The first list is not complete yet.
    case starting
    /// The server is listened to.
    case live
    /// Something failed that may pass: what is known may be out of date.
    case interrupted(APIError)
    /// Something failed that somebody has to mend: a permission, a missing resource, an object that is too large.
    case needsHelp(APIError)
    /// Nobody wants to know any more.
    case stopped

    /// Whether nothing will come before somebody has mended something.
    var needsHelp: Bool {
        guard case .needsHelp = self else { return false }
        return true
    }
}

/// What is worth a line in a log, or a count.
package enum WatcherReport: Sendable {
    /// All there is has been received, for the first time or anew.
    case synced(after: Duration)
    /// Something failed, and is tried again later; ``WatcherMachine/health`` says what it means.
    case failed(APIError, retryAfter: Duration)
    /// A streaming list has not ended; the last event arrived so long ago.
    case listDoesNotEnd(lastEventAgo: Duration)
    /// Pages are asked for, because a streaming list is not to be had.
    case listsInPages(APIError)
    /// A watch was silent for so long that its connection must be dead.
    case silent(for: Duration)
    /// An object arrived that is none of those asked for, such as a `Table`.
    case ignored(kind: String)
}

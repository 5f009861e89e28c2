// SPDX-License-Identifier: Apache-2.0

/// What whoever watches does about a failure.
///
/// All but ``relistAtOnce`` and ``listInstead`` wait first: for a back-off that grows, and at least for as long as the
/// server asks.
package enum WatchReaction: Sendable, Hashable {
    /// Goes on from the last version that was seen.
    case resume
    /// Goes on from the last version for a while, and then lists anew: the fault may be in that version.
    case resumeForAWhile
    /// Lists anew, in a state that is not older than the last version.
    case relist
    /// Lists anew, in the most recent state and without waiting: the last version means nothing any more.
    case relistAtOnce
    /// Lists page by page: the server cannot list in the form of a watch, or does not allow it.
    case listInstead
    /// Tells somebody, and goes on from the last version: it may be allowed or served later.
    case report
    /// Tells somebody, and starts from nothing: what is watched cannot be received.
    case fail
    /// Stops: nobody wants to know any more.
    case stop

    /// What failed.
    package enum Phase: Sendable, Hashable {
        /// A watch from a version on, when it was opened or later.
        case watch
        /// A list in the form of a watch, before its end.
        case streamingList
        /// A list that was to be no older than a version.
        case list
    }

    /// The reaction to a failure.
    package init(to error: APIError, in phase: Phase) {
        self =
            switch error.code {
            case .cancelled: .stop
            case .tooLarge: .fail
            case .invalidRequest: .report
            case .undecodable: .relist
            case .transport, .timeout, .credentials, .notPermitted: .resume
            case .refused: Self.reaction(toRefusal: error, in: phase)
            }
    }

    private static func reaction(toRefusal error: APIError, in phase: Phase) -> WatchReaction {
        if error.isExpired { return phase == .watch ? .relist : .relistAtOnce }
        if error.isResourceVersionTooLarge, phase != .watch { return .relistAtOnce }
        if error.isTooManyRequests { return .resume }
        if error.isServerFailure { return .resumeForAWhile }
        if error.isUnauthorized || error.isNotFound { return .report }
        // Who may not watch may still be allowed to list; who may do neither hears so from the list.
        return phase == .streamingList ? .listInstead : .report
    }
}

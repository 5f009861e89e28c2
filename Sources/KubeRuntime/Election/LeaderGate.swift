// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import HTTPCore
internal import KubeClient
package import KubeCore
internal import Synchronization

/// What stands before everything that only a leader may do: whoever acts asks right before each act.
///
/// It opens once, when this process begins to lead, and closes once. Between the two it is open only as long as the lease
/// is known to be valid, by the clock and not by the word of whoever renews it: a process that was stopped for a minute
/// finds it shut before anybody has noticed.
///
/// A client that asks it (`client.asking(gate)`) sends no write without a valid lease, gives up on answers when it ends,
/// and repeats nothing after it.
package final class LeaderGate: Sendable {
    /// Why somebody may not act.
    package enum Refusal: Error, Sendable, Hashable {
        /// Nobody knows yet who leads, or somebody else does.
        case notLeading
        /// The lease has not been renewed in time, and may be somebody else's by now.
        case leaseExpired
        /// This process led and never will again.
        case lost(LeadershipLoss)
        /// This process takes no part any more.
        case ended
    }

    private enum State {
        case waiting
        case leading(Leadership)
        case closed(Refusal)
    }

    private let clock: any MonotonicClock
    private let state = Mutex(State.waiting)
    private let opening = Latch<Void>()
    private let closing = Latch<Refusal>()

    /// A gate that an election will open.
    package init(clock: any MonotonicClock) {
        self.clock = clock
    }

    /// A gate that is always open, for a process that is the only one of its kind.
    package static func alwaysOpen(clock: any MonotonicClock) -> LeaderGate {
        let gate = LeaderGate(clock: clock)
        let centuries = Duration.seconds(10_000_000_000)
        gate.open(Leadership(epoch: 0, validUntil: clock.now.advanced(by: centuries)))
        return gate
    }

    /// The right to act at this moment, with the epoch that goes along with the act; an error when there is none.
    package func check() throws(Refusal) -> Leadership {
        let now = clock.now
        switch state.withLock({ $0 }) {
        case .waiting: throw .notLeading
        case .leading(let leadership) where leadership.isValid(at: now): return leadership
        case .leading: throw .leaseExpired
        case .closed(let refusal): throw refusal
        }
    }

    /// Waits until this process leads.
    ///
    /// - Throws: `CancellationError`; ``Refusal`` when that is over already.
    package func waitUntilLeading() async throws -> Leadership {
        try await opening.wait()
        return try check()
    }

    /// Waits until this process does not lead any more, or never will; the reason why.
    ///
    /// Nobody is told of a lease that ran out while the process was stopped before it can run again: that is what
    /// ``check()`` is for.
    package func waitUntilClosed() async throws(CancellationError) -> Refusal {
        try await closing.wait()
    }
}

extension LeaderGate: RequestPermit {
    /// Lets reads pass; a write needs a lease that is valid now, and may be under way as long as that lasts.
    package func permission(for request: KubeRequest) throws(APIError) -> Duration? {
        guard request.method != .get else { return nil }
        do throws(Refusal) {
            return clock.now.duration(to: try check().validUntil)
        } catch {
            throw APIError(.notPermitted, request.operation, error.description, cause: error)
        }
    }
}

// What an election does.

extension LeaderGate {
    /// Begins to lead, or goes on to lead for longer.
    package func open(_ leadership: Leadership) {
        let isOpen = state.withLock { state in
            if case .closed = state { return false }
            state = .leading(leadership)
            return true
        }
        if isOpen { opening.open() }
    }

    /// Ends it, for good; what was said first counts.
    package func close(_ reason: Refusal) {
        let isFirst = state.withLock { state in
            if case .closed = state { return false }
            state = .closed(reason)
            return true
        }
        guard isFirst else { return }
        closing.set(reason)
        opening.open()
    }
}

extension LeaderGate.Refusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notLeading: "this process does not lead"
        case .leaseExpired: "the lease of this process was not renewed in time"
        case .lost(let loss): "this process does not lead any more: \(loss.explanation)"
        case .ended: "this process takes no part in the election any more"
        }
    }
}

extension LeadershipLoss {
    /// The reason in words.
    var explanation: String {
        switch self {
        case .renewalFailed: "its lease could not be renewed in time"
        case .takenOver(""): "its lease was taken away"
        case .takenOver(let holder): "its lease is held by \(holder)"
        case .leaseDeleted: "its lease was deleted"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// Who of several processes leads: client-go's algorithm on a Lease, with a stricter idea of how long one's own lease
/// lasts.
///
/// Nobody compares a time that somebody else wrote. A lease of another is free when it has not changed for its duration
/// as measured here. One's own counts from *before* its renewal was sent: whoever sees that renewal sees it later, and so
/// never takes the lease before this process has stopped to believe in it. What remains is that clocks differ in their
/// speed, for which there is a margin.
///
/// A lease that was lost is not fought for: the machine ends, and so should the process. Every term has an epoch of its
/// own, `leaseTransitions`, for those who can tell a late request by it.
package struct ElectionMachine: Sendable {
    /// The instants of a clock that counts while the machine sleeps.
    package typealias Instant = ContinuousClock.Instant

    /// What a server, or the way to it, answers to a request.
    package enum Answer: Sendable {
        /// The lease as it stands.
        case found(CoordinationV1.Lease)
        /// There is no lease.
        case missing
        /// The lease as it was written.
        case written(CoordinationV1.Lease)
        /// Nobody knows whether anything was written.
        case failed(APIError)
    }

    /// What a driver does.
    package enum Action: Sendable, Hashable {
        /// Reads the lease.
        case read(request: Int, timeout: Duration)
        /// Creates the lease.
        case create(CoordinationV1.LeaseSpec, request: Int, timeout: Duration)
        /// Writes the lease, if it still has the version.
        case update(CoordinationV1.LeaseSpec, version: ResourceVersion, request: Int, timeout: Duration)
        /// Gives a request up.
        case cancel(request: Int)
        /// Begins to lead.
        case lead(Leadership)
        /// Goes on to lead, for longer.
        case extend(Leadership)
        /// Stops everything at once, and ends the process.
        case lose(LeadershipLoss)
        /// Somebody leads.
        case follow(holder: String)
        /// There is nothing more to do; whether the lease was given back so that others need not wait for it to expire.
        case end(released: Bool)
    }

    let configuration: ElectionConfiguration
    var state = State.idle
    var request = 0
    /// The lease as it was last read, while somebody else holds it.
    var observed: ObservedLease?
    var term: Term?
    var isReleasing = false
    /// How often a write met somebody else's, one after the other.
    var conflicts = 0

    /// An election that this process has not joined.
    package init(_ configuration: ElectionConfiguration) {
        if let problem = configuration.problem { preconditionFailure(problem) }
        self.configuration = configuration
    }

    /// The right to act, nil when it is somebody else's; whoever acts asks whether it is still valid at that moment.
    package var leadership: Leadership? {
        guard let term, !isReleasing else { return nil }
        return term.leadership
    }

    /// Who holds the lease, as far as is known.
    package var holder: String? {
        guard leadership == nil else { return configuration.identity }
        return observed.map(\.spec.holderIdentity).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What the machine is doing, for people.
    package enum Activity: String, Sendable {
        case idle, waiting, reading, writing, ended
    }

    /// What it is doing now.
    package var activity: Activity {
        switch state {
        case .idle: .idle
        case .waiting: .waiting
        case .reading: .reading
        case .writing: .writing
        case .ended: .ended
        }
    }

    /// Whether the lease is long past and nobody has done anything about it: the process hangs and should be restarted.
    package func isStuck(at now: Instant, tolerance: Duration) -> Bool {
        guard let term else { return false }
        return term.renewedAt.duration(to: now) > configuration.leaseDuration + tolerance
    }

    /// When `timePassed` has to be called.
    package var nextWakeUp: Instant? {
        let waiting: Instant? =
            switch state {
            case .idle, .ended: nil
            case .waiting(let until), .reading(let until): until
            case .writing(let write): write.deadline
            }
        guard let waiting else { return nil }
        return term.map { min(waiting, deadline(of: $0)) } ?? waiting
    }

    /// Joins the election.
    package mutating func start(at moment: Moment) -> [Action] {
        guard case .idle = state else { return [] }
        return [read(at: moment)]
    }

    /// An answer to a request has arrived.
    package mutating func received(
        _ answer: Answer,
        to request: Int,
        at moment: Moment,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        guard request == self.request else { return [] }
        // What arrives too late to be of use must not be used.
        if let actions = endOverdueTerm(at: moment.instant) { return actions }
        switch (state, answer) {
        case (.reading, .found(let lease)): return found(lease, at: moment, using: &random)
        case (.reading, .missing): return foundNone(at: moment)
        case (.reading, .failed): return wait(at: moment.instant, using: &random)
        case (.writing(let write), .written(let lease)): return written(lease, write, at: moment, using: &random)
        case (.writing, .failed(let error)): return writeFailed(error, at: moment, using: &random)
        default: return []
        }
    }

    /// The time of ``nextWakeUp`` has come; earlier calls do nothing.
    package mutating func timePassed(at moment: Moment, using random: inout some RandomNumberGenerator) -> [Action] {
        guard let nextWakeUp, nextWakeUp <= moment.instant else { return [] }
        if let actions = endOverdueTerm(at: moment.instant) { return actions }
        switch state {
        case .idle, .ended: return []
        case .waiting: return [renewOrRead(at: moment)]
        case .reading: return [.cancel(request: request)] + wait(at: moment.instant, using: &random)
        case .writing:
            // It may have been written all the same; the lease says so.
            return [.cancel(request: request), read(at: moment)]
        }
    }

    /// All work of a leader has ended: gives the lease back, if it is this process's.
    package mutating func release(at moment: Moment) -> [Action] {
        guard !isReleasing else { return [] }
        isReleasing = true
        switch state {
        case .idle, .ended: return end(released: false)
        case .writing where term == nil:
            // The lease may be about to be taken: it is given back when that is known.
            return []
        case .waiting, .reading, .writing: break
        }
        let cancellation = isAsking ? [Action.cancel(request: request)] : []
        guard term != nil else { return cancellation + end(released: false) }
        return cancellation + [renewOrRead(at: moment)]
    }
}

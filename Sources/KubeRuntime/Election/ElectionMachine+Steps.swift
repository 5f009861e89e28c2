// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeCore

extension ElectionMachine {
    /// What an election is doing.
    enum State: Sendable {
        case idle
        case waiting(until: Instant)
        case reading(deadline: Instant)
        case writing(Write)
        case ended
    }

    /// A write that is under way.
    struct Write: Sendable {
        /// Before it was sent; the lease counts from here.
        let sentAt: Instant
        let deadline: Instant
        let spec: CoordinationV1.LeaseSpec
    }

    /// A lease that is this process's.
    struct Term: Sendable {
        var spec: CoordinationV1.LeaseSpec
        var version: ResourceVersion
        var renewedAt: Instant
        var leadership: Leadership
    }

    var isAsking: Bool {
        switch state {
        case .reading, .writing: true
        case .idle, .waiting, .ended: false
        }
    }

    // Requests

    mutating func read(at moment: Moment) -> Action {
        request += 1
        let timeout = configuration.requestTimeout
        state = .reading(deadline: moment.instant.advanced(by: timeout))
        return .read(request: request, timeout: timeout)
    }

    /// Writes the lease as it was last seen, the fast way for whoever holds it; others look first.
    mutating func renewOrRead(at moment: Moment) -> Action {
        guard let term else { return read(at: moment) }
        return write(renewal(of: term.spec, at: moment), over: term.version, at: moment)
    }

    mutating func write(
        _ spec: CoordinationV1.LeaseSpec,
        over version: ResourceVersion?,
        at moment: Moment
    ) -> Action {
        request += 1
        let timeout = configuration.requestTimeout
        let deadline = moment.instant.advanced(by: timeout)
        state = .writing(Write(sentAt: moment.instant, deadline: deadline, spec: spec))
        guard let version else { return .create(spec, request: request, timeout: timeout) }
        return .update(spec, version: version, request: request, timeout: timeout)
    }

    func renewal(of spec: CoordinationV1.LeaseSpec, at moment: Moment) -> CoordinationV1.LeaseSpec {
        var spec = spec
        spec.renewTime = moment.wallTime
        guard isReleasing else { return spec }
        // As client-go gives a lease back: nobody's, and not for long.
        spec.holderIdentity = ""
        spec.leaseDurationSeconds = 1
        spec.acquireTime = moment.wallTime
        return spec
    }

    private func acquisition(epoch: Int, at moment: Moment) -> CoordinationV1.LeaseSpec {
        var spec = CoordinationV1.LeaseSpec()
        spec.holderIdentity = configuration.identity
        spec.leaseDurationSeconds = Int(configuration.leaseDuration.components.seconds)
        spec.acquireTime = moment.wallTime
        spec.renewTime = moment.wallTime
        spec.leaseTransitions = epoch
        return spec
    }

    // Answers

    mutating func found(
        _ lease: CoordinationV1.Lease,
        at moment: Moment,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        guard let version = lease.metadata.resourceVersion else { return wait(at: moment.instant, using: &random) }
        if let term {
            guard lease.spec.holderIdentity == configuration.identity,
                lease.spec.leaseTransitions == term.spec.leaseTransitions
            else { return lose(.takenOver(by: lease.spec.holderIdentity)) }
            return [write(renewal(of: lease.spec, at: moment), over: version, at: moment)]
        }
        let news = observe(lease.spec, at: moment.instant)
        guard !isReleasing else { return releaseUnclaimed(lease.spec, version, at: moment) }
        let isOwn = lease.spec.holderIdentity == configuration.identity
        let isHeld = observed?.isHeld(at: moment.instant, orFor: configuration.leaseDuration) == true
        guard isOwn || !isHeld else { return news + wait(at: moment.instant, using: &random) }
        // Also for a lease that has this process's name, from a write whose answer was lost: a term of its own.
        let spec = acquisition(epoch: lease.spec.leaseTransitions + 1, at: moment)
        return news + [write(spec, over: version, at: moment)]
    }

    /// A lease that was to be taken when the wish to lead ended: gives it back if it was.
    private mutating func releaseUnclaimed(
        _ spec: CoordinationV1.LeaseSpec,
        _ version: ResourceVersion,
        at moment: Moment
    ) -> [Action] {
        guard spec.holderIdentity == configuration.identity else { return end(released: false) }
        return [write(renewal(of: spec, at: moment), over: version, at: moment)]
    }

    mutating func foundNone(at moment: Moment) -> [Action] {
        guard term == nil else { return lose(.leaseDeleted) }
        guard !isReleasing else { return end(released: false) }
        // An epoch that was used before is not used again, as far as this process knows.
        let epoch = observed.map { $0.spec.leaseTransitions + 1 } ?? 0
        return [write(acquisition(epoch: epoch, at: moment), over: nil, at: moment)]
    }

    private mutating func observe(_ spec: CoordinationV1.LeaseSpec, at now: Instant) -> [Action] {
        let before = observed?.spec.holderIdentity
        if observed == nil {
            observed = ObservedLease(spec, at: now)
        } else {
            observed?.see(spec, at: now)
        }
        let isNew = spec.holderIdentity != before && !spec.holderIdentity.isEmpty
        return isNew && spec.holderIdentity != configuration.identity ? [.follow(holder: spec.holderIdentity)] : []
    }

    mutating func written(
        _ lease: CoordinationV1.Lease,
        _ write: Write,
        at moment: Moment,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        conflicts = 0
        if write.spec.holderIdentity.isEmpty { return end(released: true) }
        guard let version = lease.metadata.resourceVersion else { return wait(at: moment.instant, using: &random) }
        let validity = configuration.leaseDuration - configuration.safetyMargin
        let leadership = Leadership(
            epoch: write.spec.leaseTransitions,
            validUntil: write.sentAt.advanced(by: validity)
        )
        let isNew = term == nil
        let term = Term(spec: write.spec, version: version, renewedAt: write.sentAt, leadership: leadership)
        if isReleasing {
            return [self.write(renewal(of: term.spec, at: moment), over: version, at: moment)]
        }
        // An answer that took so long is worth nothing: the lease may be somebody else's by now.
        guard moment.instant < deadline(of: term) else { return [read(at: moment)] }
        self.term = term
        state = .waiting(until: max(moment.instant, write.sentAt.advanced(by: configuration.retryPeriod)))
        return [isNew ? .lead(leadership) : .extend(leadership)]
    }

    mutating func writeFailed(
        _ error: APIError,
        at moment: Moment,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        // Whatever it was, the lease says what has become of it; but not for ever without a pause.
        conflicts += 1
        guard conflicts < 3 else {
            conflicts = 0
            return wait(at: moment.instant, using: &random)
        }
        return [read(at: moment)]
    }

    // Time

    mutating func wait(at now: Instant, using random: inout some RandomNumberGenerator) -> [Action] {
        guard !isReleasing || term != nil else { return end(released: false) }
        let jitter = term == nil ? Double.random(in: 1...ElectionConfiguration.jitter, using: &random) : 1
        var until = now.advanced(by: configuration.retryPeriod * jitter)
        // Whoever waits for a lease looks as soon as it is free.
        if term == nil, let expiry = observed?.expires(orAfter: configuration.leaseDuration), expiry > now {
            until = min(until, expiry)
        }
        state = .waiting(until: until)
        return []
    }

    func deadline(of term: Term) -> Instant {
        isReleasing ? term.leadership.validUntil : term.renewedAt.advanced(by: configuration.renewDeadline)
    }

    /// Ends a term that could not be renewed in time, even if the news is that it was: what took so long is over.
    mutating func endOverdueTerm(at now: Instant) -> [Action]? {
        guard let term, now >= deadline(of: term) else { return nil }
        let cancellation = isAsking ? [Action.cancel(request: request)] : []
        return cancellation + (isReleasing ? end(released: false) : lose(.renewalFailed))
    }

    private mutating func lose(_ reason: LeadershipLoss) -> [Action] {
        term = nil
        state = .ended
        return isReleasing ? [.end(released: false)] : [.lose(reason)]
    }

    mutating func end(released: Bool) -> [Action] {
        term = nil
        state = .ended
        return [.end(released: released)]
    }
}

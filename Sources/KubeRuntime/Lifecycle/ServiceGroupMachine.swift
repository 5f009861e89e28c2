// SPDX-License-Identifier: Apache-2.0

/// In which order services start and stop, and what happens when one of them does not do what it should.
///
/// Stage by stage they are started, each when the one before stands. The end of any of them is the end of all: what only
/// a leader does is drained first, and the lease given back when nothing runs any more that could act as a leader. What
/// does not end in time is cancelled; what even then runs on is abandoned with the process, and the lease left to expire.
package struct ServiceGroupMachine: Sendable {
    /// The instants of the clock that measures.
    package typealias Instant = ContinuousClock.Instant

    /// How long things may take.
    package struct Limits: Sendable, Hashable {
        /// For each stage to stand; becoming a leader takes as long as it takes.
        package var start = Duration.seconds(120)
        /// For all to end by itself; the kubelet allows thirty seconds before it kills.
        package var grace = Duration.seconds(25)
        /// For what was cancelled to notice.
        package var cancellation = Duration.seconds(2)
        /// For the lease to be given back, at least.
        package var release = Duration.seconds(2)

        /// The usual times.
        package init() {}
    }

    /// What a driver does; services are called by their place in the list.
    package enum Action: Sendable, Hashable {
        case start(Int)
        case drain(Int)
        case cancel(Int)
        /// Ends the process at once, whatever still runs.
        case abandon(exitCode: Int32)
    }

    enum Status: String, Sendable {
        case waiting
        case starting
        case running
        case stopping
        case ended
    }

    struct Member: Sendable {
        let name: String
        let stage: ServiceStage
        var status = Status.waiting

        var isAlive: Bool { status != .waiting && status != .ended }
    }

    enum Phase: Sendable, Hashable {
        case idle
        case starting(ServiceStage, until: Instant?)
        case running
        case draining(ServiceStage, until: Instant)
        /// Everything was cancelled; or all but the holder of the lease, who gives it back when nothing else runs.
        case cancelling(until: Instant, keepingLease: Bool)
        /// What is left does not end: nothing can be done but to go.
        case abandoned
        case ended
    }

    let limits: Limits
    var members: [Member]
    var phase = Phase.idle
    /// What went wrong first.
    package internal(set) var failure: ServiceGroupError?

    /// Services that do not run yet.
    package init(_ services: [(name: String, stage: ServiceStage)], limits: Limits = Limits()) {
        self.limits = limits
        members = services.map { Member(name: $0.name, stage: $0.stage) }
    }

    /// Whether all have ended.
    package var isOver: Bool { phase == .ended }

    /// Whether the process is on its way to its end.
    package var isStopping: Bool {
        switch phase {
        case .idle, .starting, .running: false
        case .draining, .cancelling, .abandoned, .ended: true
        }
    }

    /// When ``timePassed(at:)`` has to be called.
    package var nextWakeUp: Instant? {
        switch phase {
        case .idle, .running, .abandoned, .ended: nil
        case .starting(_, let until): until
        case .draining(_, let until), .cancelling(let until, _): until
        }
    }

    /// How each service does, for people.
    package var statuses: [(name: String, stage: ServiceStage, status: String)] {
        members.map { ($0.name, $0.stage, $0.status.rawValue) }
    }

    /// Starts.
    package mutating func begin(at now: Instant) -> [Action] {
        guard phase == .idle else { return [] }
        return start(ServiceStage.allCases[0], at: now)
    }

    /// A service is so far that others can start.
    package mutating func started(_ index: Int, at now: Instant) -> [Action] {
        guard members[index].status == .starting else { return [] }
        members[index].status = .running
        return goOn(at: now)
    }

    /// A service has ended, or could not start.
    package mutating func ended(_ index: Int, _ error: (any Error)?, at now: Instant) -> [Action] {
        guard members[index].isAlive else { return [] }
        let member = members[index]
        members[index].status = .ended
        // Whoever was stopped may say that it was cancelled.
        let wasAsked = member.status == .stopping
        if let error, !(wasAsked && error is CancellationError) {
            failure = failure ?? .failed(service: member.name, error)
        } else if !wasAsked {
            failure = failure ?? .endedEarly(service: member.name)
        }
        guard !wasAsked else { return goOn(at: now) }
        // Without a lease there is no time to lose.
        guard member.stage != .election else { return cancel(keepingLease: false, at: now) }
        return isStopping ? goOn(at: now) : drain(from: 0, until: now.advanced(by: limits.grace), at: now)
    }

    /// The process is asked to end: by and by the first time, and then at once.
    package mutating func asked(toEndWith exitCode: Int32, at now: Instant) -> [Action] {
        switch phase {
        case .ended: return []
        case .idle:
            phase = .ended
            return []
        case .starting, .running: return drain(from: 0, until: now.advanced(by: limits.grace), at: now)
        case .draining, .cancelling, .abandoned: return abandon(exitCode)
        }
    }

    /// The time of ``nextWakeUp`` has come; earlier calls do nothing.
    package mutating func timePassed(at now: Instant) -> [Action] {
        guard let nextWakeUp, nextWakeUp <= now else { return [] }
        switch phase {
        case .idle, .running, .abandoned, .ended: return []
        case .starting(let stage, _):
            let late = members.filter { $0.stage == stage && $0.status == .starting }.map(\.name)
            failure = .startTimedOut(services: late, after: limits.start)
            return drain(from: 0, until: now.advanced(by: limits.grace), at: now)
        case .draining(let stage, _):
            let late = members.filter { $0.isAlive && $0.stage == stage }.map(\.name)
            failure = failure ?? .graceExceeded(services: late, after: limits.grace)
            return cancel(keepingLease: stage != .election, at: now)
        case .cancelling: return abandon(failure?.exitCode ?? 1)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import Synchronization

/// Looks after the health of dataplanes, each at its own pace.
///
/// Each look is a task of its own, so that one that hangs is waited for by nobody but itself; between two looks nothing is
/// held but an entry.
final class DataplaneWatch: Sendable {
    /// What is looked at, and how.
    struct Subject: Sendable {
        let link: DataplaneLink
        var schedule: LookSchedule
        var thresholds: HealthMachine.Thresholds
        /// The cluster that is expected.
        var clusterUID: String?
        /// What the credential has to be allowed.
        var access: AccessReview?
        /// What the user said who wants a look at once; the same wish is fulfilled once.
        var wish: String?
    }

    private struct Entry {
        var subject: Subject
        var report: HealthReport
        /// What ends a look that is under way.
        let end = Latch<Void>()
        /// Opens when it stops to answer; there is another one when it answers again.
        var outage = Latch<Void>()
    }

    private struct State {
        var entries: [ObjectKey: Entry] = [:]
        var suspicion: FleetSuspicion<ObjectKey>
        var calendar = LookCalendar()
    }

    private let environment: RuntimeEnvironment
    private let looker: DataplaneLooker
    private let meter: DataplaneMeter
    private let state: Mutex<State>
    private let alarm: Alarm
    /// Somebody who is told when a report has changed.
    private let listener = Latch<@Sendable (ObjectKey) -> Void>()

    init(suspectShare: Double, _ environment: RuntimeEnvironment, _ meter: DataplaneMeter) {
        self.environment = environment
        self.meter = meter
        alarm = Alarm(environment.clock)
        looker = DataplaneLooker(clock: environment.clock, wallClock: environment.wallClock)
        state = Mutex(State(suspicion: FleetSuspicion(share: suspectShare)))
    }

    /// Says whom to tell that a report has changed.
    func tell(_ listener: @escaping @Sendable (ObjectKey) -> Void) {
        self.listener.set(listener)
    }

    /// Looks at a dataplane from now on, or in another way; what is known already stands until the first look.
    func watch(_ key: ObjectKey, _ subject: Subject, resuming machine: HealthMachine) {
        let now = environment.clock.now
        var random = environment.random
        let next = state.withLock { state in
            let known = state.entries[key]
            if var entry = known, entry.subject.link === subject.link {
                let isNews = subject.wish != nil && entry.subject.wish != subject.wish
                entry.subject = subject
                state.entries[key] = entry
                if isNews { state.calendar.add(key, at: now) }
                return state.calendar.next
            }
            known?.end.open()
            var report = HealthReport(machine: machine)
            if let known {
                // Behind another endpoint nothing is known; the same one does not change with the way in.
                let isSame = known.subject.link.endpoint == subject.link.endpoint
                report = HealthReport(machine: isSame ? known.report.machine : HealthMachine())
            }
            state.entries[key] = Entry(subject: subject, report: report)
            let isKnown = report.machine.verdict != .unknown && subject.wish == nil
            let wait = subject.schedule.firstWait(isKnown: isKnown, using: &random)
            state.calendar.add(key, at: now.advanced(by: wait))
            return state.calendar.next
        }
        alarm.timeChanged(to: next)
    }

    /// Does not look any more.
    func forget(_ key: ObjectKey) {
        let entry = state.withLock { state in
            state.suspicion.forget(key)
            state.calendar.forget(key)
            return state.entries.removeValue(forKey: key)
        }
        entry?.end.open()
        meter.forget(key)
    }

    /// Looks at once, as something has changed that the last look did not see.
    func lookNow(_ key: ObjectKey) {
        let next = state.withLock { state in
            if state.entries[key] != nil { state.calendar.add(key, at: environment.clock.now) }
            return state.calendar.next
        }
        alarm.timeChanged(to: next)
    }

    /// Does something with a dataplane, which is cancelled when it stops to answer: nobody waits for the time-outs of
    /// requests to one that is out.
    func whileAnswering<Result: Sendable>(
        _ key: ObjectKey,
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        guard let outage = state.withLock({ $0.entries[key]?.outage }) else { return try await work() }
        return try await outage.cancelling(work)
    }

    /// What is known; nil where nobody looks.
    func report(of key: ObjectKey) -> HealthReport? { state.withLock { $0.entries[key]?.report } }

    /// Looks until the task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            await alarm.run(at: { self.state.withLock { $0.calendar.next } }) {
                for (key, entry) in self.takeDue() { group.addTask { await self.look(at: key, entry) } }
            }
            group.cancelAll()
        }
    }

    /// Those that are to be looked at now.
    private func takeDue() -> [(ObjectKey, Entry)] {
        state.withLock { state in
            let entries = state.entries
            let keys = state.calendar.take(at: environment.clock.now) {
                entries[$0]?.report.machine.verdict == .unknown
            }
            return keys.compactMap { key in entries[key].map { (key, $0) } }
        }
    }
}

extension DataplaneWatch {
    /// Looks at one dataplane, unless it is forgotten meanwhile, and says when the next look is due.
    private func look(at key: ObjectKey, _ entry: Entry) async {
        let subject = entry.subject
        let start = environment.clock.now
        let look = try? await entry.end.cancelling { [looker] in
            await looker.look(
                with: subject.link.client,
                expecting: subject.clusterUID,
                access: subject.link.isMinted ? subject.access : nil,
                within: subject.schedule.timeout
            )
        }
        let now = environment.clock.now
        var next: ContinuousClock.Instant?
        if let look, entry.end.value == nil, !Task.isCancelled {
            let isDoubtful = note(look, key, subject)
            var random = environment.random
            let wait = subject.schedule.wait(
                after: start.duration(to: now),
                isDoubtful: isDoubtful,
                using: &random
            )
            next = now.advanced(by: wait)
        }
        let earliest = state.withLock { state in
            state.calendar.ended(key, next: state.entries[key] == nil ? nil : next, now: now)
            return state.calendar.next
        }
        alarm.timeChanged(to: earliest)
    }

    /// Takes a look into account, and says whether the next one should come soon.
    private func note(_ look: DataplaneLook, _ key: ObjectKey, _ subject: Subject) -> Bool {
        let outcome = state.withLock { state -> Outcome? in
            guard var entry = state.entries[key], entry.subject.link === subject.link else { return nil }
            let before = entry.report.essence
            let isWell = look.failure == nil
            let wasUp = entry.report.machine.verdict == .up
            state.suspicion.note(key, isUp: wasUp, isFailing: !isWell)
            let isHeld = wasUp && !isWell && state.suspicion.isRaised
            _ = entry.report.machine.observe(isWell: isWell, entry.subject.thresholds, isHeld: isHeld)
            entry.report.isHeld = isHeld && entry.report.machine.isDue(entry.subject.thresholds)
            entry.report.look = look
            entry.report.lastFailure = look.failure ?? entry.report.lastFailure
            let machine = entry.report.machine
            let isOut = machine.verdict == .down && look.failure.map { !$0.isAboutAccess } ?? false
            if !isOut, entry.outage.value != nil { entry.outage = Latch() }
            state.suspicion.note(key, isUp: machine.verdict == .up, isFailing: machine.isFailing)
            state.entries[key] = entry
            return Outcome(
                report: entry.report,
                isNews: before != entry.report.essence,
                isDoubtful: machine.verdict == .up && machine.isFailing && !entry.report.isHeld,
                isSuspicious: state.suspicion.isRaised,
                outage: isOut ? entry.outage : nil
            )
        }
        // Whoever was forgotten in the meantime has no figures any more.
        guard let outcome else { return false }
        outcome.outage?.open()
        meter.looked(at: key, look, isUp: outcome.report.isWell, isSuspicious: outcome.isSuspicious)
        if outcome.isNews { listener.value?(key) }
        return outcome.isDoubtful
    }

    /// What follows from a look.
    private struct Outcome {
        let report: HealthReport
        let isNews: Bool
        /// Whether the next one should come soon.
        let isDoubtful: Bool
        let isSuspicious: Bool
        let outage: Latch<Void>?
    }
}

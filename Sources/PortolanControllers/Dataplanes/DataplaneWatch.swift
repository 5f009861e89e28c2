// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import Synchronization

/// Looks after the health of dataplanes, each at its own pace and in a task of its own, so that one that hangs is waited for
/// by nobody but itself.
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
    }

    private struct Entry {
        var subject: Subject
        var report: HealthReport
        /// What wakes its task early.
        let bell: Bell
        /// What ends its task.
        let end: Latch<Void>
        /// How often somebody wanted a look at once.
        var wishes = 0
    }

    private struct State {
        var entries: [ObjectKey: Entry] = [:]
        var suspicion: FleetSuspicion<ObjectKey>
        /// Who has no task yet.
        var waiting: [ObjectKey] = []
    }

    private let environment: RuntimeEnvironment
    private let looker: DataplaneLooker
    private let meter: DataplaneMeter
    private let state: Mutex<State>
    private let bell = Bell()
    /// Somebody who is told when a report has changed.
    private let listener = Latch<@Sendable (ObjectKey) -> Void>()

    init(suspectShare: Double, _ environment: RuntimeEnvironment, _ meter: DataplaneMeter) {
        self.environment = environment
        self.meter = meter
        looker = DataplaneLooker(clock: environment.clock, wallClock: environment.wallClock)
        state = Mutex(State(suspicion: FleetSuspicion(share: suspectShare)))
    }

    /// Says whom to tell that a report has changed.
    func tell(_ listener: @escaping @Sendable (ObjectKey) -> Void) {
        self.listener.set(listener)
    }

    /// Looks at a dataplane from now on, or in another way; what is known already stands until the first look.
    func watch(_ key: ObjectKey, _ subject: Subject, resuming machine: HealthMachine) {
        let isNew = state.withLock { state in
            if var entry = state.entries[key], entry.subject.link === subject.link {
                entry.subject = subject
                state.entries[key] = entry
                return false
            }
            // Another link may lead elsewhere: nothing is known of what is there.
            let known = state.entries.removeValue(forKey: key)
            known?.end.open()
            let report = HealthReport(machine: known == nil ? machine : HealthMachine())
            state.entries[key] = Entry(subject: subject, report: report, bell: Bell(), end: Latch())
            state.waiting.append(key)
            return true
        }
        if isNew { bell.ring() }
    }

    /// Does not look any more.
    func forget(_ key: ObjectKey) {
        let entry = state.withLock { state in
            state.suspicion.forget(key)
            return state.entries.removeValue(forKey: key)
        }
        entry?.end.open()
        meter.forget(key)
    }

    /// Looks at once, as something has changed that the last look did not see.
    func lookNow(_ key: ObjectKey) {
        let bell = state.withLock { state in
            state.entries[key]?.wishes += 1
            return state.entries[key]?.bell
        }
        bell?.ring()
    }

    /// What is known; nil where nobody looks.
    func report(of key: ObjectKey) -> HealthReport? { state.withLock { $0.entries[key]?.report } }

    /// Whether most dataplanes fail, so that the fault is probably here.
    var isSuspicious: Bool { state.withLock { $0.suspicion.isRaised } }

    /// Looks until the task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            while let key = try? await bell.wait(until: { state.withLock { $0.waiting.popLast() } }) {
                group.addTask { await self.lookAfter(key) }
            }
            group.cancelAll()
        }
    }
}

extension DataplaneWatch {
    /// Looks at one dataplane again and again, until it is forgotten or the task is cancelled.
    private func lookAfter(_ key: ObjectKey) async {
        guard let entry = state.withLock({ $0.entries[key] }) else { return }
        try? await entry.end.cancelling {
            var random = self.environment.random
            let isKnown = entry.report.machine.verdict != .unknown
            var wait = entry.subject.schedule.firstWait(isKnown: isKnown, using: &random)
            var wishes = 0
            while let subject = await self.rest(key, wait, &wishes) {
                let start = self.environment.clock.now
                let look = await self.looker.look(
                    with: subject.link.client,
                    expecting: subject.clusterUID,
                    access: subject.link.isMinted ? subject.access : nil,
                    within: subject.schedule.timeout
                )
                try Task.checkCancellation()
                let isDoubtful = self.note(look, key, subject)
                let duration = start.duration(to: self.environment.clock.now)
                wait = subject.schedule.wait(after: duration, isDoubtful: isDoubtful, using: &random)
            }
        }
    }

    /// Waits, but no longer than until somebody wants a look; nil when it is over.
    private func rest(_ key: ObjectKey, _ wait: Duration, _ wishes: inout Int) async -> Subject? {
        guard let bell = state.withLock({ $0.entries[key]?.bell }) else { return nil }
        let known = wishes
        await withTaskGroup { group in
            group.addTask { [clock = environment.clock] in try? await clock.sleep(for: wait) }
            group.addTask {
                try? await bell.wait { self.state.withLock { $0.entries[key]?.wishes != known } ? () : nil }
            }
            await group.next()
            group.cancelAll()
        }
        guard !Task.isCancelled, let entry = state.withLock({ $0.entries[key] }) else { return nil }
        wishes = entry.wishes
        return entry.subject
    }

    /// Takes a look into account, and says whether the next one should come soon.
    private func note(_ look: DataplaneLook, _ key: ObjectKey, _ subject: Subject) -> Bool {
        let (isNews, isDoubtful, report, isSuspicious) = state.withLock { state in
            guard var entry = state.entries[key], entry.subject.link === subject.link else {
                return (false, false, HealthReport(), state.suspicion.isRaised)
            }
            let before = entry.report.essence
            let isWell = look.failure == nil
            let wasUp = entry.report.machine.verdict == .up
            state.suspicion.note(key, isUp: wasUp, isFailing: !isWell)
            let isHeld = wasUp && !isWell && state.suspicion.isRaised
            _ = entry.report.machine.observe(isWell: isWell, entry.subject.thresholds, isHeld: isHeld)
            entry.report.isHeld = isHeld && entry.report.machine.isDue(entry.subject.thresholds)
            entry.report.look = look
            let machine = entry.report.machine
            state.suspicion.note(key, isUp: machine.verdict == .up, isFailing: machine.isFailing)
            state.entries[key] = entry
            let isDoubtful = machine.verdict == .up && machine.isFailing && !entry.report.isHeld
            return (before != entry.report.essence, isDoubtful, entry.report, state.suspicion.isRaised)
        }
        meter.looked(at: key, look, isUp: report.isWell, isSuspicious: isSuspicious)
        if isNews { listener.value?(key) }
        return isDoubtful
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import Basics

extension WorkQueueMachine {
    /// A getter wants a key; it gets one now or later, or hears that there are no more.
    package mutating func get(_ getter: Int, at now: Instant) -> [Action] {
        getters.append(getter)
        return timePassed(at: now)
    }

    /// A getter does not want a key any more.
    package mutating func cancel(_ getter: Int) {
        getters.removeAll { $0 == getter }
    }

    /// The work on a key is over.
    ///
    /// What the queue learnt of the key meanwhile is merged with what its outcome asks for, so that a key which wants to
    /// be seen in an hour is seen at once if something happened. Another pass has the priority of this one unless it is
    /// given another.
    package mutating func finish(
        _ key: Key,
        _ outcome: WorkOutcome,
        priority: WorkPriority? = nil,
        at now: Instant
    ) -> [Action] {
        guard let slot = records.slot(of: key), let run = running.removeValue(forKey: slot) else {
            preconditionFailure("a key was finished that was not handed out")
        }
        admitDueKeys(at: now)
        let delay = delay(after: outcome, slot)
        if let delay, closing == nil {
            schedule(slot, priority ?? run.priority, after: delay, at: now)
        }
        records[slot].isRunning = false
        release(slot, at: now)
        let retryAfter = outcome == .failed && closing == nil ? delay : nil
        let record = Action.record(key: key, workedFor: run.startedAt.duration(to: now), retryAfter: retryAfter)
        return [record] + handOut(at: now) + closingActions()
    }

    private mutating func delay(after outcome: WorkOutcome, _ slot: Int) -> Duration? {
        switch outcome {
        case .postponed: return nil
        case .failed: return countFailure(slot)
        case .finished:
            records[slot].failures = 0
            return nil
        case .again(let delay):
            records[slot].failures = 0
            return delay
        }
    }

    /// Lets a key that was added while it was worked on take its place, or forgets it.
    private mutating func release(_ slot: Int, at now: Instant) {
        let record = records[slot]
        let isStillWanted = closing == nil || closing == .whenEmpty && record.readyAt <= now
        switch record.place {
        case .held where isStillWanted: place(slot, at: now)
        case _ where closing == nil: records.forgetIfPossible(slot)
        default: drop(slot)
        }
    }

    /// Gives the keys that are ready to the getters that wait, and sends those away for whom there will be none.
    mutating func handOut(at now: Instant) -> [Action] {
        var actions: [Action] = []
        while !getters.isEmpty, let entry = ready.popFirst() {
            let work = start(entry.slot, at: now)
            guard let getter = getters.popFirst() else { preconditionFailure("a getter was there a moment ago") }
            actions.append(.handOut(work, getter: getter))
        }
        if closing != nil {
            while let getter = getters.popFirst() {
                actions.append(.end(getter: getter))
            }
        }
        return actions
    }

    private mutating func start(_ slot: Int, at now: Instant) -> Work<Key> {
        uncount(slot)
        records[slot].place = .nowhere
        records[slot].isRunning = true
        let record = records[slot]
        running[slot] = WorkRun(startedAt: now, priority: record.priority)
        return Work(
            key: record.key,
            priority: record.priority,
            failures: Int(record.failures),
            waitedFor: record.readyAt.duration(to: now)
        )
    }

    mutating func uncount(_ slot: Int) {
        guard records[slot].isCounted else { return }
        records[slot].isCounted = false
        tally.removeFromDepth(records[slot].priority)
    }
}

/// A key that was handed out.
package struct Work<Key: Hashable & Sendable>: Sendable, Hashable {
    package let key: Key
    /// The priority of this pass, which another one keeps unless it is told otherwise.
    package let priority: WorkPriority
    /// How often the key has failed since it last succeeded.
    package let failures: Int
    /// How long the key could have been worked on and was not.
    package let waitedFor: Duration
}

/// How the work on a key ended, as far as the queue is concerned.
package enum WorkOutcome: Sendable, Hashable {
    /// There is nothing to do until something happens; also after a failure that another try does not mend.
    case finished
    /// All went well, and the key wants to be worked on again.
    case again(after: Duration)
    /// The work failed, and is tried again after a delay that grows.
    case failed
    /// The work was not begun: the key is as it was, and whoever says so adds it again.
    case postponed
}

// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// Which key is worked on next, and which must wait: the rules of a controller's queue, without tasks and timers.
///
/// - A key is in the queue at most once, with the earliest time and the highest priority it was ever added with.
/// - A key that was handed out is not handed out again before it is finished; added meanwhile, it comes back then.
/// - Of the keys that are ready, the highest priority goes first, and among equals the one that is ready the longest.
/// - How often a key failed is forgotten only when it succeeds, asks for another pass or gives up. Something new about a
///   key makes it ready at once, however long its back-off has still to run.
///
/// Whoever wants a key is a *getter*, a number that the driver chooses. Every input returns what the driver has to do;
/// besides, it calls ``timePassed(at:)`` at ``nextWakeUp``, for which one timer is enough.
package struct WorkQueueMachine<Key: Hashable & Sendable>: Sendable {
    /// The instants of a clock that counts while the machine sleeps.
    package typealias Instant = ContinuousClock.Instant

    /// What a driver does.
    package enum Action: Sendable {
        /// Gives a getter a key to work on.
        case handOut(Work<Key>, getter: Int)
        /// Tells a getter that there will be no more keys.
        case end(getter: Int)
        /// Records that a key was worked on for so long, and when it is tried again if it failed.
        case record(key: Key, workedFor: Duration, retryAfter: Duration?)
        /// Tells whoever waits for the queue to run dry that it has.
        case drained
    }

    let failureDelays: FailureDelays
    var records = WorkRecords<Key>()
    var waiting = SlotHeap<WaitingOrder>()
    var ready = SlotHeap<ReadyOrder>()
    /// When the work on a slot began, and with which priority; as many as there are workers.
    var running: [Int: WorkRun] = [:]
    var getters = Deque<Int>()
    var closing: WorkQueueClosing?
    var isDrained = false
    var tally = WorkQueueFigures()
    private var lastTurn: UInt64 = 0

    /// An empty queue.
    package init(failureDelays: FailureDelays = FailureDelays()) {
        self.failureDelays = failureDelays
    }

    /// When ``timePassed(at:)`` has to be called; nil when no key waits for its time.
    package var nextWakeUp: Instant? { waiting.first?.order.readyAt }

    /// How many keys could be worked on now if there were workers, without those that wait for their time.
    package var count: Int { tally.depth.values.reduce(0, +) }

    /// Whether a key is worked on.
    package func isRunning(_ key: Key) -> Bool { records.slot(of: key).map { records[$0].isRunning } ?? false }

    /// How often a key has failed since it last succeeded.
    package func failures(of key: Key) -> Int { records.slot(of: key).map { Int(records[$0].failures) } ?? 0 }
}

// Adding

extension WorkQueueMachine {
    /// Adds a key, or changes when and how urgently it is worked on.
    package mutating func add(
        _ key: Key,
        priority: WorkPriority = .normal,
        after delay: Duration = .zero,
        at now: Instant
    ) -> [Action] {
        add(CollectionOfOne(key), priority: priority, after: delay, at: now)
    }

    /// Adds keys, in their order.
    package mutating func add(
        _ keys: some Sequence<Key>,
        priority: WorkPriority = .normal,
        after delay: Duration = .zero,
        at now: Instant
    ) -> [Action] {
        guard closing == nil else { return [] }
        admitDueKeys(at: now)
        for key in keys {
            let slot = records.makeSlot(for: key, at: now)
            schedule(slot, priority, after: delay, at: now)
        }
        return handOut(at: now)
    }

    /// Counts a failure of a key and adds it with the delay that belongs to their number.
    package mutating func addAfterFailure(
        _ key: Key,
        priority: WorkPriority = .normal,
        at now: Instant
    ) -> [Action] {
        guard closing == nil else { return [] }
        let slot = records.makeSlot(for: key, at: now)
        return add(key, priority: priority, after: countFailure(slot), at: now)
    }

    /// Forgets how often a key failed; whether and when it is worked on stays as it is.
    package mutating func forgetFailures(of key: Key) {
        guard let slot = records.slot(of: key) else { return }
        records[slot].failures = 0
        records.forgetIfPossible(slot)
    }

    /// Lets keys become ready whose time has come.
    package mutating func timePassed(at now: Instant) -> [Action] {
        admitDueKeys(at: now)
        return handOut(at: now)
    }

    mutating func countFailure(_ slot: Int) -> Duration {
        let failures = records[slot].failures
        records[slot].failures = failures == .max ? failures : failures + 1
        return failureDelays.delay(after: Int(failures))
    }

    /// Merges a wish with what is already known of a key: the earliest time and the highest priority win.
    mutating func schedule(_ slot: Int, _ priority: WorkPriority, after delay: Duration, at now: Instant) {
        if delay > .zero { tally.retries += 1 }
        let known = records[slot]
        let readyAt = delay > .zero ? now.advanced(by: delay) : now
        switch known.place {
        case .nowhere:
            records[slot].priority = priority
            records[slot].readyAt = readyAt
        case .waiting, .held:
            records[slot].readyAt = min(known.readyAt, readyAt)
            raise(slot, to: priority)
        case .ready:
            guard priority > known.priority else { return }
            raise(slot, to: priority)
        }
        place(slot, at: now)
    }

    private mutating func raise(_ slot: Int, to priority: WorkPriority) {
        let current = records[slot].priority
        guard priority > current else { return }
        records[slot].priority = priority
        guard records[slot].isCounted else { return }
        tally.removeFromDepth(current)
        tally.depth[priority, default: 0] += 1
    }
}

// Places

extension WorkQueueMachine {
    /// Puts a key where its time and whether it is worked on want it.
    mutating func place(_ slot: Int, at now: Instant) {
        let record = records[slot]
        let isDue = record.readyAt <= now
        if isDue, !record.isCounted { count(slot) }
        if record.isRunning {
            records[slot].place = .held
        } else if isDue {
            waiting.remove(slot)
            records[slot].place = .ready
            ready.set(slot, ReadyOrder(priority: record.priority, turn: nextTurn()))
        } else if record.place != .waiting || waiting[slot]?.readyAt != record.readyAt {
            records[slot].place = .waiting
            waiting.set(slot, WaitingOrder(readyAt: record.readyAt, turn: nextTurn()))
        }
    }

    /// Makes ready what has become due, in the order in which it did, before anything else is made ready.
    mutating func admitDueKeys(at now: Instant) {
        while let first = waiting.first, first.order.readyAt <= now {
            place(first.slot, at: now)
        }
    }

    private mutating func count(_ slot: Int) {
        records[slot].isCounted = true
        tally.adds += 1
        tally.depth[records[slot].priority, default: 0] += 1
    }

    private mutating func nextTurn() -> UInt64 {
        lastTurn += 1
        return lastTurn
    }
}

// SPDX-License-Identifier: Apache-2.0

/// How a queue comes to its end.
///
/// In any case it takes no more keys, and keys that wait for their time are dropped.
package enum WorkQueueClosing: Int, Sendable {
    /// What is ready is still worked on, and what was added while it was worked on as well.
    case whenEmpty
    /// What is worked on is finished, and nothing else is begun.
    case whenIdle
    /// Nobody waits for anything.
    case atOnce
}

extension WorkQueueClosing: Comparable {
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension WorkQueueMachine {
    /// Whether the queue takes no more keys.
    package var isClosing: Bool { closing != nil }

    /// Closes the queue, or closes it faster than was said before.
    package mutating func close(_ manner: WorkQueueClosing, at now: Instant) -> [Action] {
        if let closing, closing >= manner { return [] }
        // What is due by now was ready, whether or not the timer has fired.
        admitDueKeys(at: now)
        closing = manner
        while let entry = waiting.first {
            drop(entry.slot)
        }
        if manner > .whenEmpty {
            dropWhatIsReady()
        }
        return handOut(at: now) + closingActions()
    }

    /// Says once that the queue has run dry.
    mutating func closingActions() -> [Action] {
        guard let closing, !isDrained else { return [] }
        guard closing == .atOnce || ready.isEmpty && running.isEmpty else { return [] }
        isDrained = true
        return [.drained]
    }

    private mutating func dropWhatIsReady() {
        while let entry = ready.first {
            drop(entry.slot)
        }
        for slot in running.keys {
            drop(slot)
        }
    }

    mutating func drop(_ slot: Int) {
        uncount(slot)
        waiting.remove(slot)
        ready.remove(slot)
        records[slot].place = .nowhere
        // Nobody will ask again how often it failed.
        records[slot].failures = 0
        records.forgetIfPossible(slot)
    }
}

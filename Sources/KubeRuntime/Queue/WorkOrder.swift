// SPDX-License-Identifier: Apache-2.0

// These stand outside of the generic machine so that its heaps are compiled once, for these types, and not looked up
// at run time for every kind of key.

/// By when a key becomes ready, and the first that was told so first.
struct WaitingOrder: Comparable {
    let readyAt: ContinuousClock.Instant
    let turn: UInt64

    static func < (left: Self, right: Self) -> Bool {
        left.readyAt == right.readyAt ? left.turn < right.turn : left.readyAt < right.readyAt
    }
}

/// By priority, the highest first, and then by who is ready the longest.
struct ReadyOrder: Comparable {
    let priority: WorkPriority
    let turn: UInt64

    static func < (left: Self, right: Self) -> Bool {
        left.priority == right.priority ? left.turn < right.turn : left.priority > right.priority
    }
}

/// Since when a key is worked on, and with which priority.
struct WorkRun: Sendable {
    let startedAt: ContinuousClock.Instant
    let priority: WorkPriority
}

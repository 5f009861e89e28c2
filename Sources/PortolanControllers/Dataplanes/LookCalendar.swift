// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeCore

/// Which dataplane is looked at when: each on its own, and none twice at the same time.
///
/// First looks are few at a time. What is known already is looked at by the clock, however many hang; but a fleet that is
/// registered at once is not met in one instant.
struct LookCalendar: Sendable {
    typealias Instant = ContinuousClock.Instant

    /// How many may be met for the first time at once.
    private static let firstLooks = 32
    /// How many of them begin in one instant: connections that are made all at once keep each other waiting, and those of
    /// who is known already as well.
    private static let firstLooksAtOnce = 8
    /// After how long it is tried again to meet who had to wait.
    private static let postponement = Duration.milliseconds(20)

    private var due = IndexedHeap<ObjectKey, Instant>()
    /// Who is looked at, and whether that is the first time.
    private var looking: [ObjectKey: Bool] = [:]
    private var firsts = 0
    /// Who is to be looked at once more as soon as the look that is under way has ended.
    private var wanted: Set<ObjectKey> = []

    /// When the next look begins.
    var next: Instant? { due.min?.priority }

    /// Somebody is to be looked at; whoever is looked at comes again when that has ended.
    mutating func add(_ key: ObjectKey, at time: Instant) {
        if looking[key] == nil {
            due[key] = min(time, due[key] ?? time)
        } else {
            wanted.insert(key)
        }
    }

    /// Those whose time has come; `isFirst` says who has never been looked at.
    mutating func take(at now: Instant, isFirst: (ObjectKey) -> Bool) -> [ObjectKey] {
        var keys: [ObjectKey] = []
        var postponed: [ObjectKey] = []
        var room = min(Self.firstLooksAtOnce, Self.firstLooks - firsts)
        while let entry = due.min, entry.priority <= now {
            _ = due.popMin()
            let isFirst = isFirst(entry.key)
            guard !isFirst || room > 0 else {
                postponed.append(entry.key)
                continue
            }
            if isFirst {
                room -= 1
                firsts += 1
            }
            looking[entry.key] = isFirst
            keys.append(entry.key)
        }
        for key in postponed { due[key] = now.advanced(by: Self.postponement) }
        return keys
    }

    /// A look has ended, and the next one is due, or at once if somebody wanted that; nil for none.
    mutating func ended(_ key: ObjectKey, next: Instant?, now: Instant) {
        if looking.removeValue(forKey: key) == true { firsts -= 1 }
        let isWanted = wanted.remove(key) != nil
        if isWanted { due[key] = now } else if let next { due[key] = next }
    }

    /// Somebody is not to be looked at any more; a look that is under way ends on its own.
    mutating func forget(_ key: ObjectKey) {
        due[key] = nil
        wanted.remove(key)
    }
}

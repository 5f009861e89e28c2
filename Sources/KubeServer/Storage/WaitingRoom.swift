// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// Those who wait for a resource to change, or for anything to change.
///
/// It hands out their continuations; the caller resumes them, without a lock.
struct WaitingRoom {
    typealias Waiter = CheckedContinuation<Void, Never>

    private struct Guest {
        let resource: ResourceID?
        let waiter: Waiter
    }

    private var guests: [Int: Guest] = [:]
    /// The places of those who wait for a resource; those who wait for anything stand under nil.
    private var places: [ResourceID?: Set<Int>] = [:]
    private var deadlines = IndexedHeap<Int, ContinuousClock.Instant>()
    private var lastPlace = 0
    /// Who ends waits at their deadlines, while it sleeps until the earliest one that it knows.
    private var timekeeper: (place: Int, wakesAt: ContinuousClock.Instant?, waiter: Waiter)?

    /// A number by which a guest can be asked to leave, also before it has entered.
    mutating func nextPlace() -> Int {
        lastPlace += 1
        return lastPlace
    }

    /// Lets a guest in; the timekeeper has to be woken when it would sleep beyond the deadline.
    mutating func enter(
        _ place: Int,
        _ resource: ResourceID?,
        _ deadline: ContinuousClock.Instant,
        _ waiter: Waiter
    ) -> Departure {
        guests[place] = Guest(resource: resource, waiter: waiter)
        places[resource, default: []].insert(place)
        deadlines[place] = deadline
        guard let timekeeper, timekeeper.wakesAt.map({ deadline < $0 }) ?? true else { return Departure() }
        return leave(timekeeper.place)
    }

    /// Lets the timekeeper sleep; it is woken at once when there is an earlier deadline than the one it knows.
    mutating func enter(timekeeper place: Int, wakesAt: ContinuousClock.Instant?, _ waiter: Waiter) -> Departure {
        timekeeper = (place, wakesAt, waiter)
        guard let nextDeadline, wakesAt.map({ nextDeadline < $0 }) ?? true else { return Departure() }
        return leave(place)
    }

    /// The timekeeper, whose time has come.
    mutating func wakeTimekeeper() -> Departure {
        timekeeper.map { leave($0.place) } ?? Departure()
    }

    /// The earliest deadline.
    var nextDeadline: ContinuousClock.Instant? { deadlines.min?.priority }

    /// The guest of a place, unless it has left or was never there.
    mutating func leave(_ place: Int) -> Departure {
        if let timekeeper, timekeeper.place == place {
            self.timekeeper = nil
            return Departure(waiters: [timekeeper.waiter])
        }
        guard let guest = guests.removeValue(forKey: place) else { return Departure() }
        places[guest.resource]?.remove(place)
        deadlines[place] = nil
        return Departure(waiters: [guest.waiter])
    }

    /// Everyone whom a change of a resource concerns.
    mutating func leave(all resource: ResourceID) -> Departure {
        var departure = Departure()
        for concern in [resource, nil] {
            for place in places.removeValue(forKey: concern) ?? [] {
                deadlines[place] = nil
                if let guest = guests.removeValue(forKey: place) { departure.waiters.append(guest.waiter) }
            }
        }
        return departure
    }

    /// Everyone.
    mutating func leaveAll() -> Departure {
        var departure = Departure()
        for place in Array(guests.keys) { departure.waiters += leave(place).waiters }
        return departure
    }

    /// Everyone whose deadline is over.
    mutating func leave(before now: ContinuousClock.Instant) -> Departure {
        var departure = Departure()
        while let earliest = deadlines.min, earliest.priority <= now {
            departure.waiters += leave(earliest.key).waiters
        }
        return departure
    }
}

/// Waiters who have left the room and are to go on.
struct Departure: Sendable {
    fileprivate(set) var waiters: [WaitingRoom.Waiter] = []

    func resume() {
        for waiter in waiters { waiter.resume() }
    }
}

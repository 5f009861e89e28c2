// SPDX-License-Identifier: Apache-2.0

/// What is to happen later, in the order of its times, and of its making where times are the same.
struct Timeline<Event: Sendable>: Sendable {
    struct Entry: Sendable {
        let time: Duration
        let number: Int
        let event: Event
    }

    private(set) var entries: [Entry] = []
    private var lastNumber = 0

    /// When the next thing happens.
    var next: Duration? { entries.last?.time }

    /// Adds something, and returns the number by which it can be taken back.
    mutating func add(_ event: Event, at time: Duration) -> Int {
        lastNumber += 1
        // The next one stands last, where taking it costs nothing.
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].time > time { low = middle + 1 } else { high = middle }
        }
        entries.insert(Entry(time: time, number: lastNumber, event: event), at: low)
        return lastNumber
    }

    mutating func popNext() -> Entry? { entries.popLast() }

    /// Takes something back; nil when it has happened already.
    mutating func remove(_ number: Int) -> Event? {
        guard let index = entries.lastIndex(where: { $0.number == number }) else { return nil }
        return entries.remove(at: index).event
    }
}

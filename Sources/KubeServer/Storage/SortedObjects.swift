// SPDX-License-Identifier: Apache-2.0

/// Objects in the order of their keys, cut into runs so short that a write moves or copies few of them.
///
/// A copy shares every run. Whoever looks at an old state while others write costs them a run each time, and not the
/// hundred thousand objects of a large shelf.
struct SortedObjects: Sendable {
    /// From this length on moving what stands behind a new object costs more than finding the run.
    private static let runLimit = 512

    /// None of them is empty.
    private var runs: [[StoredObject]] = []
    private(set) var count = 0

    /// Where an object stands; behind the last one it is the first place of a run that is not there.
    private struct Place {
        var run: Int
        var index: Int
    }

    func object(at key: StorageKey) -> StoredObject? {
        let place = find { !($0 < key) }
        guard place.run < runs.count else { return nil }
        let object = runs[place.run][place.index]
        return object.key == key ? object : nil
    }

    /// The objects of a namespace, or of all for nil, whose keys come after `start`; and how many there are behind them.
    func objects(
        in namespace: String?,
        after start: StorageKey?,
        limit: Int
    ) -> (objects: [StoredObject], remaining: Int) {
        var lower =
            namespace.map { name in find { !($0 < StorageKey(namespace: name, name: "")) } } ?? Place(run: 0, index: 0)
        if let start, namespace.map({ start.isBehindBeginning(of: $0) }) ?? true { lower = find { start < $0 } }
        // No name contains a zero byte, so this key follows every one of the namespace and precedes all others.
        let upper =
            namespace.map { name in find { !($0 < StorageKey(namespace: name + "\0", name: "")) } } ?? endPlace
        let total = max(0, distance(from: lower, to: upper))
        var objects: [StoredObject] = []
        objects.reserveCapacity(min(total, limit))
        var place = lower
        while objects.count < min(total, limit) {
            let run = runs[place.run]
            objects += run[place.index...].prefix(min(total, limit) - objects.count)
            place = Place(run: place.run + 1, index: 0)
        }
        return (objects, total - objects.count)
    }

    /// All objects in order.
    var all: some Sequence<StoredObject> { runs.lazy.joined() }

    /// Puts an object where its key belongs, in the place of the one that stands there.
    mutating func put(_ object: StoredObject) {
        var place = find { !($0 < object.key) }
        guard place.run < runs.count else {
            count += 1
            return append(object)
        }
        guard runs[place.run][place.index].key != object.key else {
            runs[place.run][place.index] = object
            return
        }
        count += 1
        if runs[place.run].count >= Self.runLimit { split(at: &place) }
        runs[place.run].insert(object, at: place.index)
    }

    /// Adds an object behind all others, as most new ones are: their names are made from a counter or a clock.
    private mutating func append(_ object: StoredObject) {
        if let last = runs.indices.last, runs[last].count < Self.runLimit {
            runs[last].append(object)
        } else {
            runs.append([object])
        }
    }

    mutating func remove(_ key: StorageKey) {
        let place = find { !($0 < key) }
        count -= 1
        runs[place.run].remove(at: place.index)
        if runs[place.run].isEmpty {
            runs.remove(at: place.run)
        } else if place.run + 1 < runs.count,
            runs[place.run].count + runs[place.run + 1].count <= Self.runLimit / 2
        {
            runs[place.run] += runs.remove(at: place.run + 1)
        }
    }

    private mutating func split(at place: inout Place) {
        let half = runs[place.run].count / 2
        let tail = Array(runs[place.run][half...])
        runs[place.run].removeSubrange(half...)
        runs.insert(tail, at: place.run + 1)
        if place.index > half { place = Place(run: place.run + 1, index: place.index - half) }
    }

    private var endPlace: Place { Place(run: runs.count, index: 0) }

    private func distance(from lower: Place, to upper: Place) -> Int {
        guard lower.run < upper.run else { return upper.index - lower.index }
        return runs[lower.run..<upper.run].reduce(upper.index - lower.index) { $0 + $1.count }
    }

    /// The first place for whose key a predicate holds that holds for all later ones, too.
    private func find(_ holds: (StorageKey) -> Bool) -> Place {
        let run = runs.indices.partitionPoint { run in runs[run].last.map { holds($0.key) } ?? true }
        guard run < runs.count else { return endPlace }
        return Place(run: run, index: runs[run].indices.partitionPoint { holds(runs[run][$0].key) })
    }
}

extension StorageKey {
    /// Whether it is not before the first key that a namespace can have.
    fileprivate func isBehindBeginning(of namespace: String) -> Bool {
        !(self < StorageKey(namespace: namespace, name: ""))
    }
}

extension Range<Int> {
    /// The first index for which a predicate holds that holds for all later ones, too.
    func partitionPoint(_ holds: (Int) -> Bool) -> Int {
        var (low, high) = (lowerBound, upperBound)
        while low < high {
            let middle = low + (high - low) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

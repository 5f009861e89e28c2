// SPDX-License-Identifier: Apache-2.0

/// A work queue as one would explain it: a list that is searched from the beginning for everything.
struct NaiveQueue {
    struct Entry {
        let key: String
        var priority: Int
        var readyAt: Int
        /// When its time was set, in the order of all such happenings.
        var waitsSince = 0
        /// When it became ready, in the order of all such happenings; nil before.
        var turn: Int?
    }

    private(set) var entries: [Entry] = []
    /// Since when, and with which priority.
    private(set) var running: [String: (since: Int, priority: Int)] = [:]
    var failures: [String: Int] = [:]
    private var getters: [Int] = []
    private var closing: Int?
    private var isDrained = false
    private var lastTurn = 0

    var nextWakeUp: Int? { entries.filter { $0.turn == nil && running[$0.key] == nil }.map(\.readyAt).min() }

    func depth(at now: Int) -> [Int: Int] {
        // A key that was added for later while it was worked on is not looked at before the work is over.
        entries.filter { $0.turn != nil }.reduce(into: [:]) { $0[$1.priority, default: 0] += 1 }
    }

    mutating func add(_ key: String, _ priority: Int, after delay: Int, at now: Int) -> [String] {
        guard closing == nil else { return [] }
        admit(at: now)
        merge(key, priority, after: delay, at: now)
        return settle(at: now)
    }

    mutating func addAfterFailure(_ key: String, _ priority: Int, at now: Int) -> [String] {
        guard closing == nil else { return [] }
        return add(key, priority, after: countFailure(key), at: now)
    }

    mutating func get(_ getter: Int, at now: Int) -> [String] {
        getters.append(getter)
        return settle(at: now)
    }

    mutating func finish(_ key: String, _ outcome: Int, again delay: Int, _ override: Int?, at now: Int) -> [String] {
        guard let run = running[key] else { return ["not running"] }
        admit(at: now)
        let retry = outcome == 2 ? countFailure(key) : nil
        if outcome != 2 { failures[key] = nil }
        let wish = retry ?? (outcome == 1 ? delay : nil)
        if closing == nil, let wish { merge(key, override ?? run.priority, after: wish, at: now) }
        running[key] = nil
        if let index = entries.firstIndex(where: { $0.key == key }) {
            release(index, at: now)
        } else if closing != nil {
            failures[key] = nil
        }
        let shown = Duration.milliseconds(closing == nil ? retry ?? 0 : 0)
        let took = "\(key) took \(Duration.milliseconds(now - run.since)), \(shown)"
        return [took] + settle(at: now) + drained()
    }

    mutating func close(_ manner: Int, at now: Int) -> [String] {
        guard manner > closing ?? -1 else { return [] }
        admit(at: now)
        closing = manner
        for entry in entries where entry.turn == nil && running[entry.key] == nil { failures[entry.key] = nil }
        entries.removeAll { manner > 0 || $0.turn == nil && running[$0.key] == nil }
        if manner > 0 { failures = [:] }
        return settle(at: now) + drained()
    }

    /// Gives what is ready to those who wait.
    mutating func settle(at now: Int) -> [String] {
        admit(at: now)
        var answers: [String] = []
        while let getter = getters.first, let best = best() {
            getters.removeFirst()
            let entry = entries.remove(at: best)
            running[entry.key] = (now, entry.priority)
            let waited = Duration.milliseconds(now - entry.readyAt)
            let count = failures[entry.key] ?? 0
            answers.append("\(getter) gets \(entry.key) at \(entry.priority), \(count) failures, \(waited)")
        }
        guard closing != nil else { return answers }
        defer { getters = [] }
        return answers + getters.map { "\($0) ends" }
    }

    private func best() -> Int? {
        entries.indices
            .filter { entries[$0].turn != nil && running[entries[$0].key] == nil }
            .min { (-entries[$0].priority, entries[$0].turn ?? 0) < (-entries[$1].priority, entries[$1].turn ?? 0) }
    }

    private mutating func drained() -> [String] {
        guard let closing, !isDrained, closing == 2 || best() == nil && running.isEmpty else { return [] }
        isDrained = true
        return ["drained"]
    }

    private mutating func merge(_ key: String, _ priority: Int, after delay: Int, at now: Int) {
        guard let index = entries.firstIndex(where: { $0.key == key }) else {
            lastTurn += 1
            entries.append(Entry(key: key, priority: priority, readyAt: now + delay, waitsSince: lastTurn, turn: nil))
            if delay == 0 { becomeReady(entries.count - 1) }
            return
        }
        let isReady = entries[index].turn != nil
        if priority > entries[index].priority {
            entries[index].priority = priority
            if isReady { becomeReady(index) }
        }
        if !isReady, now + delay < entries[index].readyAt {
            lastTurn += 1
            entries[index].readyAt = now + delay
            entries[index].waitsSince = lastTurn
        }
        if !isReady, entries[index].readyAt <= now { becomeReady(index) }
    }

    private mutating func release(_ index: Int, at now: Int) {
        if entries[index].readyAt <= now {
            becomeReady(index)
        } else if closing != nil {
            failures[entries.remove(at: index).key] = nil
        } else {
            lastTurn += 1
            entries[index].waitsSince = lastTurn
        }
    }

    private mutating func admit(at now: Int) {
        let due = entries.filter { $0.turn == nil && running[$0.key] == nil && $0.readyAt <= now }
        for entry in due.sorted(by: { ($0.readyAt, $0.waitsSince) < ($1.readyAt, $1.waitsSince) }) {
            if let index = entries.firstIndex(where: { $0.key == entry.key }) { becomeReady(index) }
        }
    }

    private mutating func becomeReady(_ index: Int) {
        lastTurn += 1
        entries[index].turn = lastTurn
    }

    private mutating func countFailure(_ key: String) -> Int {
        let count = failures[key] ?? 0
        failures[key] = count + 1
        return min(5 << min(count, 20), 1_000_000)
    }
}

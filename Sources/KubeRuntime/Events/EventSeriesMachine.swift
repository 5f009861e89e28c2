// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeCore

/// Which events are written, so that an object that fails a thousand times does not write a thousand events.
///
/// - The same news within six minutes is a series: the first is created, the second makes a series of it, and the others
///   are counted, written every half hour and at the end (the rules of client-go's `tools/events`).
/// - News that differ in their note only, ten of them, are combined.
/// - New events about one object are limited: 25 at once, and one every five minutes (those of its `tools/record`).
package struct EventSeriesMachine: Sendable {
    /// What a driver does; a failure is worth a line in a log and nothing else.
    package enum Write: Sendable, Hashable {
        /// Creates the event.
        case create(EventRecord)
        /// Patches the event's series, or creates it when the server has forgotten it.
        case update(EventRecord)
    }

    private struct Series: Sendable {
        var record: EventRecord
        var lastObserved: ContinuousClock.Instant
        var lastWritten: ContinuousClock.Instant
        var isWritten = true

        /// When something has to be done about it.
        var deadline: ContinuousClock.Instant {
            let end = lastObserved.advanced(by: EventSeriesMachine.end)
            return isWritten ? end : min(end, lastWritten.advanced(by: EventSeriesMachine.refresh))
        }
    }

    private static let end = Duration.seconds(360)
    private static let refresh = Duration.seconds(1_800)
    private static let differentNotes = 10
    private static let combined = "(combined from similar events): "
    private static let interval = Duration.seconds(300)
    private static let burst = 25
    /// Of how many objects, and of how many series, something is remembered.
    private static let capacity = 4_096

    private let reporter: EventRecord.Reporter
    private var series: [EventNews: Series] = [:]
    private var deadlines = IndexedHeap<EventNews, ContinuousClock.Instant>()
    /// How many different notes there are of otherwise the same news.
    private var notes: [EventNews: Int] = [:]
    private var budgets: [ObjectReference: TokenBucket] = [:]
    private var budgetUses = IndexedHeap<ObjectReference, ContinuousClock.Instant>()
    private var lastNumber = 0
    /// How many news were dropped because there were too many about one object.
    package private(set) var suppressedCount = 0

    /// No events so far.
    package init(reporter: EventRecord.Reporter) {
        self.reporter = reporter
    }

    /// When ``timePassed(at:)`` has to be called; nil when nothing is to be written later.
    package var nextWakeUp: ContinuousClock.Instant? { deadlines.min?.priority }

    /// Something happened.
    package mutating func record(_ news: EventNews, at moment: Moment) -> Write? {
        let (key, news) = combineIfNeeded(news.shortened)
        if var known = series[key], known.lastObserved.duration(to: moment.instant) < Self.end {
            return repeated(&known, key, at: moment)
        }
        guard takeBudget(news.regarding, at: moment.instant) else {
            suppressedCount += 1
            return nil
        }
        let record = EventRecord(
            key: newKey(regarding: news.regarding, at: moment.wallTime),
            news: news,
            reporter: reporter,
            eventTime: moment.wallTime,
            lastObservedTime: moment.wallTime
        )
        keep(Series(record: record, lastObserved: moment.instant, lastWritten: moment.instant), key)
        return .create(record)
    }

    /// Ends the series of which nothing was heard, and writes those again that go on.
    package mutating func timePassed(at moment: Moment) -> [Write] {
        var writes: [Write] = []
        while let first = deadlines.min, first.priority <= moment.instant, var due = series[first.key] {
            if !due.isWritten { writes.append(.update(due.record)) }
            if due.lastObserved.advanced(by: Self.end) <= moment.instant {
                drop(first.key)
            } else {
                due.isWritten = true
                due.lastWritten = moment.instant
                keep(due, first.key)
            }
        }
        return writes
    }

    /// What was counted and not written yet, for who will not be there when it is due; in the order of the names.
    package mutating func flush() -> [Write] {
        let unwritten = series.filter { !$0.value.isWritten }
        for key in unwritten.keys { series[key]?.isWritten = true }
        return unwritten.values.map(\.record).sorted { $0.key.description < $1.key.description }.map(Write.update)
    }

    private mutating func repeated(_ known: inout Series, _ key: EventNews, at moment: Moment) -> Write? {
        known.record.count += 1
        known.record.lastObservedTime = moment.wallTime
        known.lastObserved = moment.instant
        let isSecond = known.record.count == 2
        if isSecond { known.lastWritten = moment.instant }
        known.isWritten = isSecond
        keep(known, key)
        return isSecond ? .update(known.record) : nil
    }

    /// Under which news a series is kept, and what is written: too many different notes are one.
    private func combineIfNeeded(_ news: EventNews) -> (key: EventNews, news: EventNews) {
        var key = news
        // What happens to an object again happens to another version of it.
        key.regarding.resourceVersion = nil
        guard series[key] == nil, notes[key.withoutNote, default: 0] >= Self.differentNotes else {
            return (key, news)
        }
        var combined = news
        combined.note = Self.combined + news.note
        key.note = Self.combined
        return (key, combined.shortened)
    }

    private mutating func keep(_ kept: Series, _ key: EventNews) {
        if series.updateValue(kept, forKey: key) == nil { notes[key.withoutNote, default: 0] += 1 }
        deadlines[key] = kept.deadline
        if series.count > Self.capacity, let first = deadlines.min { drop(first.key) }
    }

    private mutating func drop(_ key: EventNews) {
        series[key] = nil
        deadlines[key] = nil
        let count = notes[key.withoutNote, default: 0]
        notes[key.withoutNote] = count > 1 ? count - 1 : nil
    }

    private mutating func takeBudget(_ object: ObjectReference, at now: ContinuousClock.Instant) -> Bool {
        // Another version of the object is the same object.
        var object = object
        object.resourceVersion = nil
        var budget = budgets[object] ?? TokenBucket(interval: Self.interval, burst: Self.burst)
        let isAllowed = budget.takeIfAvailable(at: now)
        budgets[object] = budget
        budgetUses[object] = now
        if budgets.count > Self.capacity, let oldest = budgetUses.popMin() { budgets[oldest.key] = nil }
        return isAllowed
    }

    /// A name that no other event has: the object's, the time, and a number for what happens at the same time.
    private mutating func newKey(regarding: ObjectReference, at time: Timestamp) -> ObjectKey {
        lastNumber += 1
        let nanoseconds = UInt64(bitPattern: time.secondsSinceEpoch) &* 1_000_000_000 &+ UInt64(time.nanoseconds)
        let suffix = ".\(String(nanoseconds, radix: 16)).\(String(lastNumber, radix: 16))"
        let stem = regarding.name.prefix(253 - suffix.count)
        // Events about objects of the cluster are in the namespace "default".
        return ObjectKey(namespace: regarding.namespace ?? "default", name: stem + suffix)
    }
}

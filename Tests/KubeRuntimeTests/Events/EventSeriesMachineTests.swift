// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("Events do not flood", .tags(.machine))
struct EventSeriesMachineTests {
    private let start = ContinuousClock.now
    private let reporter = EventRecord.Reporter(controller: "portolan.dev/cluster", instance: "portolan-0")

    private func moment(_ elapsed: Duration) -> Moment {
        Moment(start.advanced(by: elapsed), Timestamp(secondsSinceEpoch: 1_000) + elapsed)
    }

    private func news(_ note: String = "no quota", about name: String = "a", version: String = "1") -> EventNews {
        var object = ObjectReference()
        object.kind = "Cluster"
        object.namespace = "flyte"
        object.name = name
        object.resourceVersion = ResourceVersion(version)
        return EventNews(.warning, regarding: object, reason: "Failed", action: "Create", note: note)
    }

    private func created(_ write: EventSeriesMachine.Write?) -> EventRecord? {
        guard case .create(let record)? = write else { return nil }
        return record
    }

    private func updated(_ write: EventSeriesMachine.Write?) -> EventRecord? {
        guard case .update(let record)? = write else { return nil }
        return record
    }

    @Test("the first is created, the second makes a series of it, and the others are counted")
    func series() {
        var events = EventSeriesMachine(reporter: reporter)
        let first = created(events.record(news(), at: moment(.zero)))
        #expect(first?.key.namespace == "flyte")
        let second = updated(events.record(news(version: "2"), at: moment(.seconds(1))))
        #expect(second?.key == first?.key)
        #expect(second?.count == 2)
        for seconds in 2..<100 {
            #expect(events.record(news(), at: moment(.seconds(seconds))) == nil)
        }
        #expect(events.nextWakeUp == start.advanced(by: .seconds(99 + 360)))
        #expect(events.timePassed(at: moment(.seconds(458))).isEmpty)
        let end = events.timePassed(at: moment(.seconds(459)))
        #expect(end.count == 1)
        #expect(updated(end.first)?.count == 100)
        #expect(updated(end.first)?.lastObservedTime == moment(.seconds(99)).wallTime)
        #expect(events.nextWakeUp == nil)
        #expect(created(events.record(news(), at: moment(.seconds(500)))) != nil, "then it is news again")
    }

    @Test("a series that goes on is written every half hour")
    func heartbeat() {
        var events = EventSeriesMachine(reporter: reporter)
        var writes: [EventRecord] = []
        for minute in 0..<100 {
            let moment = moment(.seconds(minute * 60))
            writes += events.timePassed(at: moment).compactMap(updated)
            _ = events.record(news(), at: moment)
        }
        #expect(writes.count == 3)
        #expect(writes.map(\.count) == writes.map(\.count).sorted())
    }

    @Test("a single event is forgotten without a write")
    func single() {
        var events = EventSeriesMachine(reporter: reporter)
        _ = events.record(news(), at: moment(.zero))
        #expect(events.timePassed(at: moment(.seconds(360))).isEmpty)
        #expect(events.nextWakeUp == nil)
    }

    @Test("news that differ in their note are combined after ten")
    func combined() {
        var events = EventSeriesMachine(reporter: reporter)
        for number in 0..<10 {
            #expect(created(events.record(news("error \(number)"), at: moment(.zero)))?.news.note == "error \(number)")
        }
        let combined = created(events.record(news("error 10"), at: moment(.zero)))
        #expect(combined?.news.note == "(combined from similar events): error 10")
        #expect(updated(events.record(news("error 11"), at: moment(.zero)))?.key == combined?.key)
        #expect(updated(events.record(news("error 3"), at: moment(.zero)))?.news.note == "error 3", "a series goes on")
        #expect(created(events.record(news("error 11", about: "b"), at: moment(.zero))) != nil)
    }

    @Test("about one object there are 25 events at once, and then one every five minutes")
    func limit() {
        var events = EventSeriesMachine(reporter: reporter)
        func distinct(_ number: Int) -> EventNews {
            var news = news(version: "\(number)")
            news.reason = "Reason\(number)"
            return news
        }
        let written = (0..<40).filter { events.record(distinct($0), at: moment(.zero)) != nil }
        #expect(written.count == 25)
        #expect(events.suppressedCount == 15)
        #expect(events.record(news(about: "b"), at: moment(.zero)) != nil)
        #expect(events.record(distinct(50), at: moment(.seconds(300))) != nil)
        #expect(events.record(distinct(51), at: moment(.seconds(300))) == nil)
    }

    @Test("names are all different and short enough, also of objects of the cluster")
    func names() {
        var events = EventSeriesMachine(reporter: reporter)
        var keys: Set<ObjectKey> = []
        for number in 0..<20 {
            var news = news("\(number)", about: String(repeating: "x", count: 253))
            news.regarding.namespace = nil
            news.reason = "Reason\(number)"
            guard let record = created(events.record(news, at: moment(.zero))) else { continue }
            #expect(record.key.name.utf8.count <= 253)
            #expect(record.key.namespace == "default")
            keys.insert(record.key)
        }
        #expect(keys.count == 20)
    }

    @Test("an event is written with all that servers demand, and a note is cut to what they take")
    func object() throws {
        var events = EventSeriesMachine(reporter: reporter)
        let long = String(repeating: "ä", count: 2_000)
        let first = try #require(created(events.record(news(long), at: moment(.zero))))
        #expect(first.news.note.utf8.count <= 1_024)
        #expect(first.news.note.hasSuffix("ä..."))
        let second = try #require(updated(events.record(news(long), at: moment(.milliseconds(1_500)))))
        let event = try EventsV1.Event(parsing: second.object.serialized())
        #expect(event.regarding.name == "a")
        #expect(event.type == "Warning")
        #expect(event.series?.count == 2)
        #expect(event.eventTime == moment(.zero).wallTime)
        #expect(second.object["reportingInstance"]?.string == "portolan-0")
        #expect(first.object["series"] == nil)
        let patch = JSONValue.object(["series": try #require(second.object["series"])])
        #expect(second.seriesPatch == .merge(patch))
    }
}

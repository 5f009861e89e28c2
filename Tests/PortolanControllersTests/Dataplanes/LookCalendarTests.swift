// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import TestSupport
import Testing

@testable import PortolanControllers

@Suite("Which dataplane is looked at when")
struct LookCalendarTests {
    private let start = ContinuousClock.now
    private func at(_ milliseconds: Int) -> ContinuousClock.Instant { start.advanced(by: .milliseconds(milliseconds)) }
    private func key(_ number: Int) -> ObjectKey { ObjectKey(name: "d\(number)") }

    @Test("each has its own time, and is taken once until its look has ended")
    func order() {
        var calendar = LookCalendar()
        calendar.add(key(1), at: at(20))
        calendar.add(key(2), at: at(10))
        #expect(calendar.next == at(10))
        #expect(calendar.take(at: at(9)) { _ in false } == [])
        #expect(calendar.take(at: at(20)) { _ in false } == [key(2), key(1)])
        #expect(calendar.next == nil && calendar.take(at: at(99)) { _ in false } == [])
        calendar.ended(key(1), next: at(70), now: at(30))
        #expect(calendar.next == at(70))
        calendar.ended(key(2), next: nil, now: at(30))
        #expect(calendar.next == at(70), "nobody looks at it any more")
    }

    @Test("a wish brings a look forward, and never puts one off")
    func wish() {
        var calendar = LookCalendar()
        calendar.add(key(1), at: at(50))
        calendar.add(key(1), at: at(5))
        calendar.add(key(1), at: at(80))
        #expect(calendar.next == at(5))
    }

    @Test("a wish during a look leads to another one at once, and no two looks run at the same time")
    func wishDuringLook() {
        var calendar = LookCalendar()
        calendar.add(key(1), at: at(0))
        #expect(calendar.take(at: at(0)) { _ in false } == [key(1)])
        calendar.add(key(1), at: at(1))
        #expect(calendar.take(at: at(10)) { _ in false } == [])
        calendar.ended(key(1), next: at(500), now: at(12))
        #expect(calendar.take(at: at(12)) { _ in false } == [key(1)])
        calendar.ended(key(1), next: at(600), now: at(13))
        #expect(calendar.next == at(600), "a wish counts once")
    }

    @Test("who is forgotten is not looked at, also when a look is under way, and may come again")
    func forgetting() {
        var calendar = LookCalendar()
        calendar.add(key(1), at: at(0))
        calendar.forget(key(1))
        #expect(calendar.next == nil)
        calendar.add(key(1), at: at(0))
        #expect(calendar.take(at: at(0)) { _ in false } == [key(1)])
        calendar.add(key(1), at: at(0))
        calendar.forget(key(1))
        calendar.ended(key(1), next: nil, now: at(1))
        #expect(calendar.next == nil)
        calendar.add(key(1), at: at(2))
        #expect(calendar.take(at: at(2)) { _ in false } == [key(1)])
    }

    @Test("first looks are few at a time, and hold up nobody who is known")
    func firstLooks() {
        var calendar = LookCalendar()
        for number in 0..<100 { calendar.add(key(number), at: at(0)) }
        let isFirst = { (key: ObjectKey) in key != self.key(99) }
        var met = Set(calendar.take(at: at(0), isFirst: isFirst))
        #expect(met.count == 9 && met.contains(key(99)), "few begin in one instant")
        for milliseconds in [20, 40, 60] { met.formUnion(calendar.take(at: at(milliseconds), isFirst: isFirst)) }
        #expect(met.count == 33)
        // As long as those hang, others wait a moment at a time; whoever is known does not.
        calendar.add(key(200), at: at(70))
        #expect(calendar.next == at(70))
        #expect(calendar.take(at: at(70), isFirst: { $0 != key(200) }) == [key(200)])
        #expect(calendar.take(at: at(90), isFirst: isFirst) == [])
        #expect(calendar.next.map { $0 > at(90) } == true, "nobody asks again at once")
        var rounds = 0
        while met.count < 100, rounds < 50 {
            rounds += 1
            for key in met { calendar.ended(key, next: nil, now: at(100 + rounds * 100)) }
            met.formUnion(calendar.take(at: at(150 + rounds * 100), isFirst: isFirst))
        }
        #expect(met.count == 100 && rounds == 9)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import TestSupport
import Testing

@testable import Dataplanes

@Suite("When dataplanes are looked at", .tags(.property))
struct LookScheduleTests {
    /// What a dataplane does that is out, at each look.
    enum Outage: CaseIterable {
        /// It never answers.
        case blackHole
        /// It refuses connections at once.
        case refusing
        /// One or the other.
        case mixed
    }

    @Test(
        "one that is out is known to be so within 15 s with the usual settings",
        arguments: Seed.some(5),
        Outage.allCases
    )
    func bound(seed: Seed, outage: Outage) {
        var random = SeededRandom(seed)
        let schedule = LookSchedule()
        var worst = Duration.zero
        for _ in 0..<2_000 {
            var machine = HealthMachine(verdict: .up, successes: 2)
            // The last look that went well, which may have taken almost as long as it could.
            let last = schedule.timeout * Double.random(in: 0...1, using: &random)
            var elapsed = schedule.wait(after: last, isDoubtful: false, using: &random)
            while machine.verdict == .up {
                let isSlow = outage == .blackHole || (outage == .mixed && Bool.random(using: &random))
                let look = isSlow ? schedule.timeout : .milliseconds(1)
                elapsed += look
                _ = machine.observe(isWell: false, .init())
                guard machine.verdict == .up else { break }
                elapsed += schedule.wait(after: look, isDoubtful: true, using: &random)
            }
            worst = max(worst, elapsed)
        }
        #expect(worst <= .seconds(15))
        #expect(worst > .seconds(9), "the bound is not there by accident: \(worst)")
    }

    @Test("by the time that a failure counts, every other dataplane has been looked at", arguments: Seed.some(5))
    func others(seed: Seed) {
        var random = SeededRandom(seed)
        for failures in 2...6 {
            let schedule = LookSchedule(failures: failures)
            for look in [Duration.milliseconds(1), schedule.timeout] {
                let wait = schedule.wait(after: look, isDoubtful: true, using: &random)
                // From the first failure to the last, against the longest that one is not looked at, and that look.
                let spread = (look + wait) * (failures - 1)
                #expect(spread + .milliseconds(1) >= schedule.interval, "\(failures) failures after \(look)")
            }
        }
    }

    @Test(
        "waits are between four fifths of the interval and the whole, less what the look took",
        arguments: Seed.some(3)
    )
    func spread(seed: Seed) {
        var random = SeededRandom(seed)
        let schedule = LookSchedule(interval: .seconds(10), timeout: .seconds(20))
        var waits: [Duration] = []
        for _ in 0..<5_000 { waits.append(schedule.wait(after: .seconds(1), isDoubtful: false, using: &random)) }
        #expect(waits.allSatisfy { $0 >= .seconds(7) && $0 <= .seconds(9) })
        #expect(waits.contains { $0 < .milliseconds(7_200) } && waits.contains { $0 > .milliseconds(8_800) })
        #expect(schedule.wait(after: .seconds(20), isDoubtful: false, using: &random) == .zero)
    }

    @Test(
        "the first look comes at once where nothing is known, and else some time within an interval",
        arguments: Seed.some(3)
    )
    func first(seed: Seed) {
        var random = SeededRandom(seed)
        let schedule = LookSchedule()
        #expect(schedule.firstWait(isKnown: false, using: &random) == .zero)
        let waits = (0..<2_000).map { _ in schedule.firstWait(isKnown: true, using: &random) }
        #expect(waits.allSatisfy { $0 >= .zero && $0 <= .seconds(5) })
        #expect(waits.contains { $0 < .milliseconds(500) } && waits.contains { $0 > .milliseconds(4_500) })
    }

    @Test("nobody is looked at all the time")
    func floor() {
        let schedule = LookSchedule(interval: .zero, timeout: .zero, failures: 0)
        #expect(schedule.interval == .milliseconds(100) && schedule.timeout == .milliseconds(100))
        #expect(schedule.failures == 1)
    }
}

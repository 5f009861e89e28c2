// SPDX-License-Identifier: Apache-2.0

import Basics
import TestSupport
import Testing

@Suite("Back-off", .tags(.property))
struct BackoffTests {
    @Test("the ceiling grows by the factor up to the cap, and starts anew after a reset")
    func ceilings() {
        var random = SeededRandom(1)
        var backoff = Backoff(base: .milliseconds(100), cap: .seconds(1), factor: 3)
        var ceilings: [Duration] = []
        for _ in 0..<5 {
            ceilings.append(backoff.ceiling)
            _ = backoff.next(using: &random)
        }
        #expect(ceilings == [.milliseconds(100), .milliseconds(300), .milliseconds(900), .seconds(1), .seconds(1)])
        #expect(backoff.attempts == 5)
        backoff.reset()
        #expect(backoff == Backoff(base: .milliseconds(100), cap: .seconds(1), factor: 3))
    }

    @Test("no wait exceeds its ceiling, and 10,000 attempts overflow nothing", arguments: Seed.some(3))
    func staysBelow(seed: Seed) {
        var random = SeededRandom(seed)
        for cap in [Duration.milliseconds(1), .seconds(30), .seconds(Int64.max / 2)] {
            var backoff = Backoff(base: .milliseconds(1), cap: cap, factor: 2)
            for _ in 0..<10_000 {
                let ceiling = backoff.ceiling
                let wait = backoff.next(using: &random)
                #expect(wait >= .zero && wait <= ceiling && ceiling <= cap)
            }
            #expect(backoff.ceiling == cap)
        }
    }

    @Test("waits fill the whole range evenly", arguments: Seed.some(3))
    func fullJitter(seed: Seed) {
        var random = SeededRandom(seed)
        var perTenth = Array(repeating: 0, count: 10)
        for _ in 0..<10_000 {
            var backoff = Backoff(base: .seconds(10), cap: .seconds(10))
            perTenth[min(9, Int(backoff.next(using: &random).components.seconds))] += 1
        }
        #expect(perTenth.allSatisfy { (800...1_200).contains($0) }, "\(perTenth)")
    }

    @Test("a base of nothing, a cap below the base and a factor below one are refused")
    func preconditions() async {
        await #expect(processExitsWith: .failure) { _ = Backoff(base: .zero, cap: .seconds(1)) }
        await #expect(processExitsWith: .failure) { _ = Backoff(base: .seconds(2), cap: .seconds(1)) }
        await #expect(processExitsWith: .failure) { _ = Backoff(base: .seconds(1), cap: .seconds(2), factor: 0.9) }
    }
}

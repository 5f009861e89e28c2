// SPDX-License-Identifier: Apache-2.0

import Basics
import TestSupport
import Testing

@Suite("Token bucket")
struct TokenBucketTests {
    let start = ContinuousClock.now

    @Test("a burst passes at once, then one token at a time")
    func burst() {
        var bucket = TokenBucket(rate: 10, burst: 3)
        let waits = (0..<6).map { _ in bucket.take(at: start) }
        #expect(waits == [.zero, .zero, .zero, .milliseconds(100), .milliseconds(200), .milliseconds(300)])
    }

    @Test("an idle bucket fills up to the burst and no further")
    func refill() {
        var bucket = TokenBucket(rate: 10, burst: 2)
        #expect(bucket.take(2, at: start) == .zero)
        let later = start.advanced(by: .seconds(3_600))
        #expect(bucket.take(2, at: later) == .zero)
        #expect(bucket.take(at: later) == .milliseconds(100))
    }

    @Test("taking only what is there costs nothing when it is not there")
    func takeIfAvailable() {
        var bucket = TokenBucket(interval: .seconds(1), burst: 2)
        let answers = [(2, 0), (1, 0), (1, 999), (1, 1_000), (3, 60_000)].map { count, milliseconds in
            bucket.takeIfAvailable(count, at: start.advanced(by: .milliseconds(milliseconds)))
        }
        #expect(answers == [true, false, false, true, false])
    }

    @Test("more than a burst can be had on credit")
    func credit() {
        var bucket = TokenBucket(interval: .seconds(1), burst: 2)
        #expect(bucket.take(5, at: start) == .seconds(3))
        #expect(bucket.take(at: start.advanced(by: .seconds(3))) == .seconds(1))
    }

    @Test("a time that goes back gives no tokens")
    func timeGoesBack() {
        var bucket = TokenBucket(interval: .seconds(1), burst: 1)
        #expect(bucket.take(at: start) == .zero)
        #expect(bucket.take(at: start.advanced(by: .seconds(-5))) == .seconds(6))
    }

    @Test("a million tokens at an awkward rate come at exactly that rate")
    func noDrift() {
        var bucket = TokenBucket(rate: 3, burst: 1)
        var now = start
        for _ in 0...1_000_000 {
            now = now.advanced(by: bucket.take(at: now))
        }
        let elapsed = start.duration(to: now)
        #expect(elapsed == bucket.interval * 1_000_000)
        #expect(abs(elapsed / .seconds(1) - 1_000_000 / 3.0) < 0.001)
    }

    @Test("in no stretch of time more passes than rate and burst allow", .tags(.property), arguments: Seed.some(4))
    func neverTooMuch(seed: Seed) {
        var random = SeededRandom(seed)
        var bucket = TokenBucket(interval: .milliseconds(100), burst: 5)
        var now = start
        var passed: [ContinuousClock.Instant] = []
        for _ in 0..<2_000 {
            now = now.advanced(by: .milliseconds(.random(in: 0...150, using: &random)))
            if bucket.takeIfAvailable(at: now) {
                passed.append(now)
            }
        }
        for first in passed.indices {
            for last in first..<min(first + 50, passed.count) {
                let stretch = passed[first].duration(to: passed[last])
                #expect(last - first + 1 <= 5 + Int(stretch / .milliseconds(100)))
            }
        }
        let allowed = start.duration(to: now) / .milliseconds(100)
        #expect(Double(passed.count) > allowed * 0.6, "the bucket refuses what it should grant")
    }
}

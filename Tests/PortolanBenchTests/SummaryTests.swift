// SPDX-License-Identifier: Apache-2.0

import PortolanBench
import Testing

@Suite
struct SummaryTests {
    @Test("the median is the middle one, or between the two in the middle")
    func median() throws {
        #expect(try #require(Summary([3, 1, 2])).median == 2)
        #expect(try #require(Summary([4, 1, 2, 3])).median == 2.5)
        #expect(try #require(Summary([7])).median == 7)
    }

    @Test("the spread goes from the smallest to the largest")
    func spread() throws {
        let summary = try #require(Summary([5, -1, 9, 3]))
        #expect(summary.minimum == -1)
        #expect(summary.maximum == 9)
    }

    @Test("nothing has no summary")
    func nothing() {
        #expect(Summary([]) == nil)
    }

    @Test("less time is better, and more requests are")
    func advantage() {
        #expect(Unit.milliseconds.advantage(of: 10, over: 30) == 3)
        #expect(Unit.nanoseconds.advantage(of: 30, over: 10) == 1.0 / 3)
        #expect(Unit.requestsPerSecond.advantage(of: 30, over: 10) == 3)
    }
}

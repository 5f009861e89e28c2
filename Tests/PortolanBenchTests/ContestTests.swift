// SPDX-License-Identifier: Apache-2.0

import PortolanBench
import Testing

@Suite
struct ContestTests {
    /// Gives its figures one after the other, and writes down whose turn it was.
    final class Scripted: Contestant {
        let name: String
        private var figures: [Double]
        private let log: Log

        init(_ name: String, _ figures: [Double], log: Log) {
            self.name = name
            self.figures = figures
            self.log = log
        }

        func sample() throws -> Sample {
            log.turns.append(name)
            return Sample(figure: figures.removeFirst())
        }
    }

    final class Log {
        var turns: [String] = []
    }

    @Test("both do the work in turn, and the first pair does not count")
    func pairs() async throws {
        let log = Log()
        let ours = Scripted("ours", [1000, 10, 20, 30], log: log)
        let peer = Scripted("peer", [1, 20, 60, 120], log: log)
        let result = try await Contest("room/work", unit: .milliseconds, ours: ours, peer: peer).run(pairs: 3)
        #expect(log.turns == ["ours", "peer", "ours", "peer", "ours", "peer", "ours", "peer"])
        #expect(result.ours.samples.map(\.figure) == [10, 20, 30])
        #expect(result.peer?.samples.map(\.figure) == [20, 60, 120])
    }

    @Test("the comparison is made pair by pair, not of the medians")
    func comparison() async throws {
        let log = Log()
        // The machine is ten times slower in the second pair: the ratio does not notice.
        let ours = Scripted("ours", [1, 10, 100, 10], log: log)
        let peer = Scripted("peer", [1, 20, 200, 20], log: log)
        let result = try await Contest("room/work", unit: .milliseconds, ours: ours, peer: peer).run(pairs: 3)
        #expect(result.advantage == Summary([2, 2, 2]))
    }

    @Test("without a peer there are figures and no comparison")
    func alone() async throws {
        let ours = Scripted("ours", [1, 10, 20], log: Log())
        let result = try await Contest("room/work", unit: .milliseconds, ours: ours).run(pairs: 2)
        #expect(result.ours.summary(\.figure)?.median == 15)
        #expect(result.peer == nil)
        #expect(result.advantage == nil)
    }

    @Test("what happens once counts at once")
    func once() async throws {
        let log = Log()
        let ours = Scripted("ours", [10], log: log)
        let peer = Scripted("peer", [20], log: log)
        var contest = Contest("room/work", unit: .milliseconds, ours: ours, peer: peer)
        contest.happensOnce = true
        let result = try await contest.run(pairs: 3)
        #expect(log.turns == ["ours", "peer"])
        #expect(result.advantage == Summary([2]))
    }

    @Test("a figure that was not measured has no summary")
    func missingFigures() async throws {
        let ours = Scripted("ours", [1, 10], log: Log())
        let result = try await Contest("room/work", unit: .milliseconds, ours: ours).run(pairs: 1)
        #expect(result.ours.summary(\.peakBytes) == nil)
    }
}

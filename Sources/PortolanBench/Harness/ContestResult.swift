// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// What came of a contest.
package struct ContestResult: Sendable {
    /// The samples of one contestant.
    package struct Side: Sendable {
        /// Who it is.
        package let name: String
        /// In the order in which they were taken.
        package let samples: [Sample]

        /// The summary of one of the figures, where it was measured.
        package func summary(_ figure: (Sample) -> Double?) -> Summary? {
            Summary(samples.compactMap(figure))
        }
    }

    /// What was measured.
    package let name: String
    /// What the figures count.
    package let unit: Unit
    /// The bytes that one run works through, where that says something.
    package let byteCount: Int?
    /// What we mean to reach.
    package let goal: Goal?
    /// Our side.
    package let ours: Side
    /// The other side, unless it could not be had.
    package let peer: Side?

    /// The result of a contest with the samples of both sides, pair by pair.
    package init(contest: Contest, ours: Side, peer: Side?) {
        name = contest.name
        unit = contest.unit
        byteCount = contest.byteCount
        goal = contest.goal
        self.ours = ours
        self.peer = peer
    }

    /// How many times as good as the peer we were, pair by pair.
    package var advantage: Summary? {
        guard let peer else { return nil }
        return Summary(zip(ours.samples, peer.samples).map { unit.advantage(of: $0.figure, over: $1.figure) })
    }
}

extension ContestResult: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("name", name)
            writer.field("unit", unit.rawValue)
            writer.field("byteCount", byteCount)
            writer.field("ours", ours)
            writer.field("peer", peer)
            writer.field("advantage", advantage)
            switch goal {
            case .advantage(let times): writer.field("goal", times)
            case .figure(let figure): writer.field("figureGoal", figure)
            case nil: break
            }
        }
    }
}

extension ContestResult.Side: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("name", name)
            writer.field("figure", summary(\.figure))
            writer.field("processorTime", summary(\.processorTime))
            writer.field("peakBytes", summary(\.peakBytes))
            writer.field("residentBytes", summary(\.residentBytes))
            writer.field("latency50", summary(\.latency50))
            writer.field("latency99", summary(\.latency99))
            writer.field("samples", samples.map(\.figure))
        }
    }
}

extension Summary: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("median", median)
            writer.field("minimum", minimum)
            writer.field("maximum", maximum)
        }
    }
}

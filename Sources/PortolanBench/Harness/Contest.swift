// SPDX-License-Identifier: Apache-2.0

/// Somebody who can do the work of a contest once more.
package protocol Contestant {
    /// The name in the report.
    var name: String { get }
    /// Does it once, from warm-up to figures.
    func sample() async throws -> Sample
}

/// The same work, done in turn by us and by a peer: A B A B …, so that a machine that slows down slows both.
package struct Contest {
    /// What is measured, as `room/what`.
    package let name: String
    /// What the figures count.
    package let unit: Unit
    /// The bytes that one run works through, where that says something.
    package var byteCount: Int?
    /// What we mean to reach.
    package var goal: Goal?
    /// Whether it can be done but once: its one pair counts.
    package var happensOnce = false
    private let ours: any Contestant
    private let peer: (any Contestant)?

    /// A contest, or a measurement for its own sake when there is no peer.
    package init(_ name: String, unit: Unit, ours: any Contestant, peer: (any Contestant)? = nil) {
        self.name = name
        self.unit = unit
        self.ours = ours
        self.peer = peer
    }

    /// Runs some pairs after one that does not count.
    package func run(pairs: Int) async throws -> ContestResult {
        var rounds: [(ours: Sample, peer: Sample?)] = []
        for round in happensOnce ? 0...0 : 0...pairs {
            let pair = (ours: try await ours.sample(), peer: try await peer?.sample())
            if round > 0 || happensOnce { rounds.append(pair) }
        }
        return ContestResult(
            contest: self,
            ours: ContestResult.Side(name: ours.name, samples: rounds.map(\.ours)),
            peer: peer.map { ContestResult.Side(name: $0.name, samples: rounds.compactMap(\.peer)) }
        )
    }
}

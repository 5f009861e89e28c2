// SPDX-License-Identifier: Apache-2.0

import Glibc
import TestSupport
import Testing

@testable import PortolanRouting

@Suite("Rendezvous hashing")
struct RendezvousTests {
    static func fleet(_ weights: [(String, Int)]) -> Fleet {
        Fleet(dataplanes: weights.map { Dataplane($0.0, labels: [Dataplane.Label("x", weight: $0.1)]) })
    }

    static let request = RoutingRequest("p label=x")

    @Test("the logarithm is that of the C library, to a part in 10^12")
    func logarithm() {
        var random = SeededRandom(7)
        var values = (0..<20_000).map { _ in Double.random(in: 0..<1, using: &random) }.filter { $0 > 0 }
        for bits in 1...53 {
            let small = Double(sign: .plus, exponent: -bits, significand: 1)
            values += [small, 1 - small]
        }
        values.append(0x1p-54)
        for u in values {
            let exact = -log(u)
            #expect(abs(NaturalLogarithm.negated(of: u) - exact) <= exact * 1e-12, "\(u)")
        }
    }

    /// These picks are part of what replicas of different versions agree on.
    @Test("the answers never change")
    func pinnedAnswers() throws {
        let fleet = Self.fleet([("dp-a", 1), ("dp-b", 2), ("dp-c", 3), ("dp-d", 1_000_000)])
        let three = Self.fleet([("dp-a", 1), ("dp-b", 2), ("dp-c", 3)])
        let names = ["a", "e", "exec-0001", "exec-0002", "exec-0003", "atj2wqkz7x9bq8n5r4cv", "ağ"]
        let picks = try names.map { name in
            try three.decide(RoutingRequest("p label=x execution=\(name)")).dataplane.suffix(1)
        }
        #expect(picks.joined() == "bbcbcca")
        #expect(FleetDistribution(of: fleet, like: Self.request, names: 1_000).counts["dp-d", default: 0] > 990)
    }

    @Test("the shares are those of the weights, at a million draws", .timeLimit(.minutes(4)))
    func shares() {
        let weights = [("a", 1), ("b", 2), ("c", 3), ("d", 94)]
        let count = 1_000_000
        let distribution = FleetDistribution(of: Self.fleet(weights), like: Self.request, names: count)
        for (name, weight) in weights {
            let share = Double(weight) / 100
            // Five standard deviations: once in a million times by chance, and the names are always the same.
            let bound = 5 * (share * (1 - share) / Double(count)).squareRoot()
            #expect(abs(distribution.share(of: name) - share) < bound, "\(name)")
        }
    }

    @Test("when one of n equal dataplanes goes, its own names move and no others", arguments: [2, 3, 5, 10, 100])
    func removal(count: Int) {
        let all = (0..<count).map { ("dp-\($0)", 1) }
        let movement = FleetMovement(
            from: Self.fleet(all),
            to: Self.fleet(Array(all.dropFirst())),
            like: Self.request,
            names: 20_000
        )
        #expect(movement.moved.keys.allSatisfy { $0.from == "dp-0" })
        let share = 1 / Double(count)
        #expect(abs(movement.share - share) < 5 * (share * (1 - share) / 20_000).squareRoot())
    }

    @Test("when a weight changes, names move to or from that dataplane only", arguments: Seed.some(20))
    func reweighting(_ seed: Seed) throws {
        var random = SeededRandom(seed)
        var weights = (0..<6).map { ("dp-\($0)", Int.random(in: 1...10, using: &random)) }
        let before = Self.fleet(weights)
        let changed = Int.random(in: 0..<6, using: &random)
        weights[changed].1 = Int.random(in: 1...20, using: &random)
        let name = weights[changed].0
        let movement = FleetMovement(from: before, to: Self.fleet(weights.shuffled()), like: Self.request, names: 3_000)
        #expect(movement.moved.keys.allSatisfy { $0.from == name || $0.to == name })
    }

    @Test("without an execution's name chance decides, by the weights", arguments: RoutingSettings.Strategy.allCases)
    func chance(strategy: RoutingSettings.Strategy) throws {
        var random = SeededRandom(3)
        var fleet = Self.fleet([("a", 1), ("b", 3)])
        fleet.settings.strategy = strategy
        var count = 0
        for _ in 0..<20_000 {
            let decision = try fleet.decide(Self.request, using: &random)
            #expect(decision.strategy == .chance)
            if decision.dataplane == "b" { count += 1 }
        }
        #expect(abs(Double(count) / 20_000 - 0.75) < 0.02)
    }
}

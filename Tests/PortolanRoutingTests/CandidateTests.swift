// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import PortolanRouting

@Suite("The candidates of a label")
struct CandidateTests {
    static func dataplane(
        _ name: String,
        _ labels: [String: Int] = ["x": 1],
        enabled: Bool = true,
        obstacle: String? = nil
    ) -> Dataplane {
        var dataplane = Dataplane(name, labels: labels.map { Dataplane.Label($0.key, weight: $0.value) })
        dataplane.isEnabled = enabled
        dataplane.obstacle = obstacle
        return dataplane
    }

    static func fleet(_ dataplanes: [Dataplane], _ change: (inout RoutingSettings) -> Void = { _ in }) -> Fleet {
        var settings = RoutingSettings()
        change(&settings)
        return Fleet(rules: [ResolutionTests.rule("p", "x")], dataplanes: dataplanes, settings)
    }

    static let request = RoutingRequest("p execution=e")

    @Test("what is disabled or not schedulable gets nothing, whatever its weight")
    func unusable() throws {
        let fleet = Self.fleet([
            Self.dataplane("off", ["x": 1_000_000], enabled: false),
            Self.dataplane("sick", ["x": 1_000_000], obstacle: "Timeout"),
            Self.dataplane("well"),
        ])
        #expect(FleetDistribution(of: fleet, like: Self.request, names: 1_000).counts == ["well": 1_000])
    }

    @Test("a label with nothing usable fails closed", arguments: RoutingSettings.Strategy.allCases)
    func failsClosed(strategy: RoutingSettings.Strategy) {
        var fleet = Self.fleet([Self.dataplane("off", enabled: false), Self.dataplane("other", ["y": 1])])
        fleet.settings.strategy = strategy
        #expect(throws: RoutingRefusal.noDataplane(label: "x", members: 1, fallbacks: [])) {
            try fleet.decide(Self.request)
        }
        #expect(throws: RoutingRefusal.noDataplane(label: "z", members: 0, fallbacks: [])) {
            try fleet.decide(RoutingRequest("p label=z execution=e"))
        }
    }

    @Test(
        "a standby gets work when nobody else is left, and several share it",
        arguments: RoutingSettings.Strategy.allCases
    )
    func standby(strategy: RoutingSettings.Strategy) throws {
        var fleet = Self.fleet([
            Self.dataplane("first"), Self.dataplane("reserve-1", ["x": 0]), Self.dataplane("reserve-2", ["x": 0]),
        ])
        fleet.settings.strategy = strategy
        #expect(FleetDistribution(of: fleet, like: Self.request, names: 500).counts == ["first": 500])
        #expect(try !fleet.decide(Self.request).isStandby)
        fleet.set(Self.dataplane("first", obstacle: "Timeout"))
        let distribution = FleetDistribution(of: fleet, like: Self.request, names: 20_000)
        #expect(abs(distribution.share(of: "reserve-1") - 0.5) < 0.02)
        #expect(distribution.refused == 0 && distribution.share(of: "first") == 0)
        #expect(try fleet.decide(Self.request).isStandby)
        fleet.set(Self.dataplane("first"))
        #expect(try fleet.decide(Self.request).dataplane == "first")
    }

    @Test("fallback labels are tried in their order, and the decision says what was wanted")
    func fallbacks() throws {
        let dataplanes = [
            Self.dataplane("a", ["x": 1], enabled: false), Self.dataplane("b", ["y": 1], obstacle: "TLS"),
            Self.dataplane("c", ["z": 1]),
        ]
        let fleet = Self.fleet(dataplanes) { $0.fallbackLabels = ["x", "y", "z"] }
        let decision = try fleet.decide(Self.request)
        #expect(decision.dataplane == "c" && decision.label == "z" && decision.insteadOf == "x")
        #expect(decision.match.rule?.label == "x")
        let helpless = Self.fleet(dataplanes) { $0.fallbackLabels = ["y"] }
        #expect(throws: RoutingRefusal.noDataplane(label: "x", members: 1, fallbacks: ["y"])) {
            try helpless.decide(Self.request)
        }
    }

    @Test("where any dataplane will do, the default label is tried first, then all that are usable in equal shares")
    func anyDataplane() throws {
        var fleet = Self.fleet([
            Self.dataplane("a", ["x": 1], enabled: false), Self.dataplane("b", ["y": 1_000]),
            Self.dataplane("c", [:]), Self.dataplane("d", [:], obstacle: "DNS"), Self.dataplane("e", ["z": 0]),
        ]) { $0.onNoDataplane = .anyDataplane }
        let distribution = FleetDistribution(of: fleet, like: Self.request, names: 30_000)
        #expect(Set(distribution.counts.keys) == ["b", "c", "e"])
        #expect(abs(distribution.share(of: "c") - 1 / 3) < 0.02)
        #expect(try fleet.decide(Self.request).match == .nothing)
        #expect(try fleet.decide(RoutingRequest("unheard-of")).label == nil)
        fleet.settings.defaultLabel = "y"
        let decision = try fleet.decide(Self.request)
        #expect(decision.dataplane == "b" && decision.insteadOf == "x")
        let empty = Self.fleet([]) { $0.onNoDataplane = .anyDataplane }
        #expect(throws: RoutingRefusal.nothingUsable) { try empty.decide(Self.request) }
    }

    @Test("a dataplane that is asked for is used if it takes new work, and only then")
    func pinned() throws {
        let fleet = Self.fleet([
            Self.dataplane("a", [:]), Self.dataplane("off", enabled: false),
            Self.dataplane("sick", obstacle: "Timeout"),
        ])
        let decision = try fleet.decide(RoutingRequest("p dataplane=a label=x"))
        #expect(decision.dataplane == "a" && decision.label == nil && decision.match == .dataplane)
        #expect(throws: RoutingRefusal.unknownDataplane("b")) { try fleet.decide(RoutingRequest("p dataplane=b")) }
        #expect(throws: RoutingRefusal.unusableDataplane("off", because: "it is not enabled")) {
            try fleet.decide(RoutingRequest("p dataplane=off"))
        }
        #expect(throws: RoutingRefusal.unusableDataplane("sick", because: "Timeout")) {
            try fleet.decide(RoutingRequest("p dataplane=sick"))
        }
    }

    @Test("a fleet that was changed step by step decides as one that was made at once", arguments: Seed.some(20))
    func changes(_ seed: Seed) {
        var random = SeededRandom(seed)
        var dataplanes: [String: Dataplane] = [:]
        var changed = Self.fleet([]) { $0.onNoDataplane = .anyDataplane }
        for _ in 0..<60 {
            let name = "dp-\(Int.random(in: 0..<8, using: &random))"
            if Int.random(in: 0..<4, using: &random) == 0 {
                dataplanes[name] = nil
                changed.removeDataplane(name)
            } else {
                let labels = ["x", "y", "z"].filter { _ in Bool.random(using: &random) }
                let weights = labels.map { ($0, Int.random(in: 0...3, using: &random)) }
                let dataplane = Self.dataplane(
                    name,
                    Dictionary(uniqueKeysWithValues: weights),
                    enabled: Int.random(in: 0..<4, using: &random) > 0,
                    obstacle: Int.random(in: 0..<4, using: &random) > 0 ? nil : "Timeout"
                )
                dataplanes[name] = dataplane
                changed.set(dataplane)
            }
            let made = Self.fleet(Array(dataplanes.values)) { $0.onNoDataplane = .anyDataplane }
            #expect(changed.labels == made.labels)
            for label in ["x", "y", "z"] {
                let request = RoutingRequest("p label=\(label)")
                #expect(FleetMovement(from: changed, to: made, like: request, names: 20).moved.isEmpty)
            }
        }
    }
}

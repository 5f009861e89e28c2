// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PortolanRouting

@Suite("An explanation")
struct ExplanationTests {
    static let dataplanes = [
        CandidateTests.dataplane("a", ["x": 3]), CandidateTests.dataplane("b", ["x": 1]),
        CandidateTests.dataplane("c", ["x": 0]), CandidateTests.dataplane("d", ["x": 5], enabled: false),
        CandidateTests.dataplane("e", ["x": 5], obstacle: "Timeout"), CandidateTests.dataplane("f", ["y": 1]),
    ]

    @Test("says what could have named the label, and which rules do not count")
    func sources() {
        var fleet = CandidateTests.fleet(Self.dataplanes) { $0.defaultLabel = "y" }
        fleet.set(ResolutionTests.rule("p/d", "x", name: "older", createdAt: 1))
        fleet.set(ResolutionTests.rule("p/d", "y", name: "younger", createdAt: 2))
        let explanation = fleet.explain(RoutingRequest("p/d/w execution=e"))
        #expect(
            explanation.sources.map(\.name) == ["Dataplane", "Request", "Workflow", "Domain", "Project", "Default"]
        )
        #expect(explanation.sources.map(\.says) == [nil, nil, nil, "x", "x", "y"])
        #expect(explanation.sources.map(\.isChosen) == [false, false, false, true, false, false])
        #expect(explanation.sources[3].rule == "older" && explanation.sources[3].overruled == ["younger"])
    }

    @Test("says of every dataplane of the label why it is drawn from or not")
    func members() throws {
        let fleet = CandidateTests.fleet(Self.dataplanes)
        let explanation = fleet.explain(RoutingRequest("p execution=e"))
        let pool = try #require(explanation.pools.first)
        #expect(explanation.pools.count == 1 && pool.label == "x" && !pool.isFallback && pool.draw == nil)
        #expect(pool.members.map(\.dataplane) == ["a", "b", "c", "d", "e"])
        #expect(pool.members.map(\.standing) == [.candidate, .candidate, .reserve, .disabled, .unschedulable])
        #expect(pool.members.map(\.share) == [0.75, 0.25, 0, 0, 0])
        #expect(pool.members[4].obstacle == "Timeout")
        let winner = try #require(
            pool.members.filter { $0.arrival != nil }.min { ($0.arrival ?? 0) < ($1.arrival ?? 0) }
        )
        #expect(winner.isChosen)
        #expect(try explanation.outcome.get().dataplane == winner.dataplane)
        #expect(try explanation.outcome.get() == fleet.decide(RoutingRequest("p execution=e")))
    }

    @Test("goes through the fallbacks up to the one that was drawn from")
    func fallbacks() {
        let sick = Self.dataplanes.map { dataplane in
            var dataplane = dataplane
            if dataplane.name != "f" { dataplane.obstacle = "Timeout" }
            return dataplane
        }
        var fleet = CandidateTests.fleet(sick) { $0.fallbackLabels = ["none", "y", "z"] }
        #expect(fleet.explain(RoutingRequest("p execution=e")).pools.map(\.label) == ["x", "none", "y"])
        fleet.settings.fallbackLabels = []
        fleet.settings.onNoDataplane = .anyDataplane
        #expect(fleet.explain(RoutingRequest("p execution=e")).pools.map(\.label) == ["x", nil])
        fleet.settings.onNoDataplane = .reject
        let refused = fleet.explain(RoutingRequest("p execution=e"))
        #expect(refused.pools.map(\.label) == ["x"])
        #expect(throws: RoutingRefusal.self) { try refused.outcome.get() }
    }

    @Test("of Flyte's choice shows the draw")
    func flyte() throws {
        var fleet = CandidateTests.fleet(Self.dataplanes)
        fleet.settings.strategy = .flyte
        let explanation = fleet.explain(RoutingRequest("p execution=e"))
        #expect(explanation.pools.first?.draw?.bitPattern == 0x3ED3_D5C9)
        #expect(explanation.pools.first?.members.allSatisfy { $0.arrival == nil } == true)
        #expect(try explanation.outcome.get().strategy == .flyte)
    }

    @Test("has no pools for a dataplane that was asked for")
    func pinned() {
        let explanation = CandidateTests.fleet(Self.dataplanes).explain(RoutingRequest("p dataplane=a"))
        #expect(explanation.pools.isEmpty && explanation.sources.first?.isChosen == true)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Simulation
import TestSupport
import Testing

/// A failing seed is run again with its history by `portolan-soak --scenario NAME --first SEED --seeds 1 --trace`.
@Suite("the runtime in a world where everything goes wrong", .tags(.property))
struct ScenarioTests {
    @Test("stores show what is true, at every version and in the end", arguments: Seed.some(100))
    func caches(_ seed: Seed) {
        expectPeace(CacheScenario.self, seed)
    }

    @Test("a world is the same when it is lived through again", arguments: Seed.some(10))
    func sameHistory(_ seed: Seed) {
        for scenario in Soak.scenarios {
            let first = scenario.run(seed: seed.value, keepsTrace: false)
            let second = scenario.run(seed: seed.value, keepsTrace: true)
            #expect(first.digest == second.digest, "\(scenario.name)")
            #expect(first.trace.isEmpty && !second.trace.isEmpty)
        }
    }

    private func expectPeace(_ scenario: any Scenario.Type, _ seed: Seed) {
        let verdict = scenario.run(seed: seed.value, keepsTrace: false)
        guard !verdict.failures.isEmpty else { return }
        let trace = scenario.run(seed: seed.value, keepsTrace: true).trace.suffix(40).joined(separator: "\n")
        Issue.record("\(scenario.name): \(verdict.failures.joined(separator: "\n"))\n\(trace)")
    }
}

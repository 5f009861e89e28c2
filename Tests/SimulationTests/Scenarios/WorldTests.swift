// SPDX-License-Identifier: Apache-2.0

import OtherPrograms
import Simulation
import TestSupport
import Testing

/// A failing seed is run again with its history by `portolan-soak --scenario NAME --first SEED --seeds 1 --trace`.
@Suite("the runtime in a world where everything goes wrong", .tags(.property), .timeLimit(.minutes(5)))
struct WorldTests {
    @Test("stores show what is true, at every version and in the end", arguments: Seed.some(100))
    func caches(_ seed: Seed) {
        expectPeace(CacheScenario.self, seed)
    }

    @Test(
        "whatever is killed, paused or lost, everything comes true in the end, and never by two at once",
        arguments: Seed.some(60)
    )
    func runtimes(_ seed: Seed) {
        expectPeace(RuntimeScenario.self, seed)
    }

    @Test("a world is the same in another process, where dictionaries have other orders")
    func sameHistoryElsewhere() async throws {
        var histories: [String] = []
        for _ in 0..<2 {
            let soak = try ChildProcess(BuiltProgram.path(of: "portolan-soak"), ["--seeds", "4"])
            try await eventually("the program ends") { soak.exit != nil }
            #expect(soak.exit == 0, "\(soak.output)")
            let words = soak.output.split(whereSeparator: { " :\n".contains($0) })
            histories.append(words.filter { $0.count > 12 && $0.allSatisfy(\.isHexDigit) }.joined(separator: " "))
        }
        #expect(histories[0] == histories[1])
        #expect(histories[0].contains(" "), "one history for each scenario")
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

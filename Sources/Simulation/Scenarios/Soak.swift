// SPDX-License-Identifier: Apache-2.0

/// Runs scenarios with one seed after the other, and shows how to see a failure again.
package struct Soak {
    /// All scenarios.
    package static let scenarios: [any Scenario.Type] = [CacheScenario.self, RuntimeScenario.self]

    private var first: UInt64 = 1
    private var count: UInt64 = 1_000
    private var only: String?
    private var keepsTrace = false
    private var checksHistory = false

    /// Reads `[--first N] [--seeds N] [--scenario NAME] [--trace] [--twice]`; nil when that is not what was said.
    package init?(_ arguments: [String]) {
        var arguments = arguments[...]
        while let argument = arguments.popFirst() {
            switch argument {
            case "--trace": keepsTrace = true
            case "--twice": checksHistory = true
            case "--scenario": only = arguments.popFirst()
            case "--first", "--seeds":
                guard let number = arguments.popFirst().flatMap({ UInt64($0) }) else { return nil }
                if argument == "--first" { first = number } else { count = number }
            default: return nil
            }
        }
    }

    /// How it is used.
    package static let usage = """
        usage: portolan-soak [--first SEED] [--seeds COUNT] [--scenario NAME] [--trace] [--twice]
        scenarios: \(scenarios.map { $0.name }.joined(separator: ", "))
        """

    /// Runs all that was asked for; whether all of it went well.
    package func run() -> Bool {
        var isGood = true
        for scenario in Self.scenarios where only == nil || only == scenario.name {
            isGood = run(scenario) && isGood
        }
        return isGood
    }

    private func run(_ scenario: any Scenario.Type) -> Bool {
        let start = ContinuousClock.now
        var failed: [UInt64] = []
        var (time, writes, digest) = (Duration.zero, 0, UInt64(0))
        for seed in first..<first + count {
            let verdict = scenario.run(seed: seed, keepsTrace: keepsTrace)
            time += verdict.time
            writes += verdict.writes
            digest = digest &* 31 &+ verdict.digest
            if keepsTrace { for line in verdict.trace { print(line) } }
            if !verdict.failures.isEmpty {
                failed.append(seed)
                if failed.count <= 10 { show(verdict, scenario, seed) }
            }
            if checksHistory, scenario.run(seed: seed, keepsTrace: false).digest != verdict.digest {
                failed.append(seed)
                print("\(scenario.name), seed \(seed): the second run was another")
            }
        }
        let elapsed = start.duration(to: .now) / .seconds(1)
        print(
            """
            \(scenario.name): \(count) seeds from \(first) in \(elapsed.rounded(to: 10)) s \
            (\((Double(count) / elapsed).rounded(to: 10)) a second), \(time.components.seconds / 3_600) h of the world, \
            \(writes) writes, history \(String(digest, radix: 16)): \
            \(failed.isEmpty ? "all went well" : "\(failed.count) failed: \(failed.prefix(30))")
            """
        )
        return failed.isEmpty
    }

    private func show(_ verdict: Verdict, _ scenario: any Scenario.Type, _ seed: UInt64) {
        print("\(scenario.name), seed \(seed):")
        for failure in verdict.failures.prefix(5) { print("  \(failure)") }
        guard !keepsTrace else { return }
        let again = scenario.run(seed: seed, keepsTrace: true)
        if again.digest != verdict.digest { print("  (and the second run was another)") }
        for line in again.trace.suffix(60) { print("    \(line)") }
        print("  portolan-soak --scenario \(scenario.name) --first \(seed) --seeds 1 --trace")
    }
}

extension Double {
    fileprivate func rounded(to parts: Double) -> Double { (self * parts).rounded() / parts }
}

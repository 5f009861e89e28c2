// SPDX-License-Identifier: Apache-2.0

import Basics
import Glibc
import TestSupport
import Testing

/// How the rounds of a soak are asked for: `PORTOLAN_SOAK_ROUNDS=50 swift test --filter RivalsTests`.
private enum Soak {
    static let rounds = unsafe getenv("PORTOLAN_SOAK_ROUNDS").flatMap { unsafe Int(String(cString: $0)) } ?? 0
}

@Suite("Two processes, one lease", .serialized)
struct RivalsTests {
    /// Runs rounds of all disturbances in turn, and returns how long it took after each until somebody else wrote.
    static func rounds(_ count: Int, leaseSeconds: Int) async throws -> [Rivals.Disturbance: [Duration]] {
        let durations = Latch<[Rivals.Disturbance: [Duration]]>()
        try await EmbeddedServer.run { server in
            var rivals = try await Rivals(at: server, leaseSeconds: leaseSeconds)
            var found: [Rivals.Disturbance: [Duration]] = [:]
            for round in 0..<count {
                let disturbance = Rivals.Disturbance.allCases[round % Rivals.Disturbance.allCases.count]
                found[disturbance, default: []].append(try await rivals.disturb(disturbance))
            }
            try await rivals.end()
            rivals.judge()
            report(found, rivals.terms, leaseSeconds: leaseSeconds)
            durations.set(found)
        }
        return durations.value ?? [:]
    }

    private static func report(
        _ found: [Rivals.Disturbance: [Duration]],
        _ terms: [Rivals.Term],
        leaseSeconds: Int
    ) {
        let late = terms.map(\.lateWrites).reduce(0, +)
        print("two processes, one lease of \(leaseSeconds)s: \(terms.count) processes, \(late) late writes refused")
        for (disturbance, durations) in found.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            print("  \(disturbance): \(durations.sorted().map(\.readable).joined(separator: " "))")
        }
    }

    @Test("case 73: never two leaders, though one is killed, stopped and paused", .timeLimit(.minutes(6)))
    func shortLeases() async throws {
        // How long it takes is for a machine to say that has nothing else to do.
        let found = try await Self.rounds(3, leaseSeconds: 3)
        #expect(found.count == 3)
    }

    @Test(
        "fifty rounds with the usual times: fail-over in 20 s after a crash, in 3 s after SIGTERM",
        .enabled(if: Soak.rounds > 0),
        .timeLimit(.minutes(60))
    )
    func usualLeases() async throws {
        for (disturbance, durations) in try await Self.rounds(Soak.rounds, leaseSeconds: 15) {
            let limit = Duration.seconds(disturbance == .terminate ? 3 : 20)
            #expect(durations.allSatisfy { $0 < limit }, "\(disturbance): \(durations)")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// What became of a simulated world.
package struct Verdict: Sendable {
    /// What must not have happened, in its order.
    package let failures: [String]
    /// What tells this history from others.
    package let digest: UInt64
    /// The last things that happened, if they were to be kept.
    package let trace: [String]
    /// How much time passed in the world.
    package let time: Duration
    /// How many writes the server accepted.
    package let writes: Int

    init(_ scheduler: Scheduler, _ server: ModelServer) {
        let trace = scheduler.trace
        failures = scheduler.failures
        digest = trace.digest
        self.trace = trace.lastLines
        time = scheduler.now
        writes = server.store.version
    }
}

/// A world that a seed determines, and what must hold in it.
package protocol Scenario: Sendable {
    /// What it is called on the command line.
    static var name: String { get }

    /// Lives through it.
    static func run(seed: UInt64, keepsTrace: Bool) -> Verdict
}

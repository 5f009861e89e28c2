// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import KubeCore
internal import Synchronization
internal import Telemetry

/// Takes part in the election of a leader, and opens and shuts a gate as it goes.
///
/// What is decided is ``ElectionMachine``'s business; here are the requests, the timers and the news. Whoever runs it
/// learns of a lost lease by its error and ends the process: leadership is never won twice by one.
package final class LeaderElection: Sendable {
    /// This process led and must not go on.
    package struct Lost: Error, Sendable, Hashable, CustomStringConvertible {
        package let reason: LeadershipLoss

        package init(reason: LeadershipLoss) {
            self.reason = reason
        }

        package var description: String { LeaderGate.Refusal.lost(reason).description }
    }

    /// What asks before each act.
    package let gate: LeaderGate
    /// The lease that everybody is after.
    package let lease: ObjectKey
    let configuration: ElectionConfiguration
    let environment: RuntimeEnvironment
    let logger: Logger
    let metrics: ElectionMetrics
    let events: EventRecorder?
    let releaseWish = Latch<Void>()
    private let machine: Mutex<ElectionMachine>

    /// An election that this process has not joined yet.
    ///
    /// The client's own repetitions are harmless: a lease counts from before its first request.
    package init(
        _ lease: ObjectKey,
        _ configuration: ElectionConfiguration,
        in environment: RuntimeEnvironment,
        events: EventRecorder? = nil
    ) {
        self.lease = lease
        self.configuration = configuration
        self.environment = environment
        self.events = events
        logger = environment.logger.with(["lease": lease.description, "identity": configuration.identity])
        metrics = ElectionMetrics(environment.metrics, lease: lease.name)
        gate = LeaderGate(clock: environment.clock)
        machine = Mutex(ElectionMachine(configuration))
    }

    /// Takes part until the lease is lost, which is an error, or given back, or the task is cancelled, which leaves the
    /// lease to expire.
    package func run() async throws {
        defer { endTerm(.ended) }
        try await takePart()
    }

    /// All work of a leader has ended: gives the lease back, so that nobody waits for it to expire, and ends ``run()``.
    package func release() {
        releaseWish.open()
    }

    /// Who leads, as far as this process knows.
    package var holder: String? { machine.withLock { $0.holder } }

    /// What the election is doing, for people.
    package var activity: ElectionMachine.Activity { machine.withLock { $0.activity } }

    /// The right to act, if this process has it.
    package var leadership: Leadership? { machine.withLock { $0.leadership } }

    /// Fails when this process holds a lease that is long past, so that it hangs and should be restarted.
    package func checkHealth(tolerance: Duration = .seconds(20)) throws {
        guard machine.withLock({ $0.isStuck(at: environment.clock.now, tolerance: tolerance) }) else { return }
        throw Stuck(lease: lease)
    }

    private struct Stuck: Error, CustomStringConvertible {
        let lease: ObjectKey
        var description: String { "failed election to renew leadership on lease \(lease.name)" }
    }

    func change<Result>(_ body: (inout ElectionMachine, Moment, inout RandomSource) -> Result) -> Result {
        let moment = Moment(environment.clock.now, environment.wallClock.now)
        return machine.withLock { machine in
            var random = environment.random
            return body(&machine, moment, &random)
        }
    }

    func endTerm(_ reason: LeaderGate.Refusal) {
        gate.close(reason)
        metrics.isLeader.set(0)
    }
}

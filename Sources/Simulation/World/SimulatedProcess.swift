// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
package import KubeClient
internal import Synchronization

/// A process of a simulated world: tasks, a clock of its own, and a way to the server that can be cut.
package final class SimulatedProcess: Sendable {
    /// Who it is; no other process is or was called the same.
    package let name: String
    package let lane: Lane
    package let clock: SimulatedClock
    /// The way to the server.
    package let transport: ModelTransport
    /// What it speaks to the server with.
    package let client: KubeClient
    private let scheduler: Scheduler
    private let task = Mutex<Task<Void, Never>?>(nil)
    private let hasEnded = Mutex(false)

    /// A process that does nothing yet; its clock runs a little wrong.
    package init(_ name: String, _ server: ModelServer) {
        let scheduler = server.scheduler
        self.name = name
        self.scheduler = scheduler
        lane = scheduler.lane(name)
        let (drift, offset) = scheduler.draw { random in
            (Int64.random(in: -5_000...5_000, using: &random), random.duration(.seconds(-86_400)...(.seconds(86_400))))
        }
        let clock = SimulatedClock(scheduler, drift: drift, wallOffset: offset)
        self.clock = clock
        let transport = ModelTransport(server, sender: name)
        self.transport = transport
        var options = KubeClientOptions(userAgent: name)
        options.clock = clock
        options.wallClock = clock.wallClock
        options.random = RandomSource { scheduler.draw { $0.next() } }
        let configuration = KubeConfiguration(
            server: HTTPURL(scheme: .http, host: "api", target: ""),
            origin: "the simulation"
        )
        client = KubeClient(configuration, options) { _ in transport }
    }

    /// Whether nothing that it does gets out any more.
    package var isKilled: Bool { transport.isDead }

    /// Whether its tasks are over.
    package var isOver: Bool { hasEnded.withLock { $0 } }

    /// Starts it.
    package func start(_ body: @escaping @Sendable (SimulatedProcess) async -> Void) {
        scheduler.note(name, "starts")
        let task = lane.start { [self] in
            await body(self)
            hasEnded.withLock { $0 = true }
            scheduler.note(name, "is over")
        }
        self.task.withLock { $0 = task }
    }

    /// Asks it to end in good order.
    package func stop() {
        scheduler.note(name, "is asked to stop")
        task.withLock { $0 }?.cancel()
    }

    /// Ends it as `SIGKILL` does: nothing that it would still do gets out.
    package func kill() {
        scheduler.note(name, "is killed")
        transport.cut()
        scheduler.goOn(lane)
        task.withLock { $0 }?.cancel()
    }
}

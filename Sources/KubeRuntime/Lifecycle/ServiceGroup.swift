// SPDX-License-Identifier: Apache-2.0

package import Basics
package import EventLoop
internal import Glibc
internal import Synchronization
package import Telemetry

/// Runs the services of a process from its start to its end; ``ServiceGroupMachine`` says in which order.
///
/// The first `SIGTERM` or `SIGINT` ends them in order, the second ends the process at once. `SIGHUP` reads again what can
/// be read again. ``run()`` returns after an orderly end, and throws what went wrong first after any other.
package final class ServiceGroup: Sendable {
    /// Where a group hears signals from, and how it leaves when nothing else helps.
    package struct Process: Sendable {
        let nextSignal: @Sendable () async -> ProcessSignal?
        let exit: @Sendable (Int32) -> Void

        /// A process that is told of signals, nil when the task was cancelled, and that ends itself.
        package init(
            nextSignal: @escaping @Sendable () async -> ProcessSignal?,
            exit: @escaping @Sendable (Int32) -> Void
        ) {
            self.nextSignal = nextSignal
            self.exit = exit
        }

        /// The process that this is.
        package static func current(_ signals: ProcessSignals) -> Process {
            // Nothing is tidied up: what would do that may be what hangs.
            Process(nextSignal: { await signals.next() }, exit: { _exit($0) })
        }
    }

    let services: [Service]
    let process: Process
    let reloads: Reloads
    let clock: any MonotonicClock
    let logger: Logger
    let stopWish = Latch<Void>()
    /// Opens when the process is on its way to its end: who asks whether it is ready should hear no.
    let ending: Latch<Void>
    private let machine: Mutex<ServiceGroupMachine>

    /// A group that does not run yet; `ending` is opened when it begins to stop, for checks of readiness.
    package init(
        _ services: [Service],
        process: Process,
        reloads: Reloads = Reloads(),
        limits: ServiceGroupMachine.Limits = ServiceGroupMachine.Limits(),
        ending: Latch<Void> = Latch(),
        clock: any MonotonicClock = ContinuousClock(),
        logger: Logger = .silent
    ) {
        self.services = services
        self.process = process
        self.reloads = reloads
        self.ending = ending
        self.clock = clock
        self.logger = logger
        machine = Mutex(ServiceGroupMachine(services.map { ($0.name, $0.stage) }, limits: limits))
    }

    /// Starts the services and runs them until they end.
    ///
    /// Cancelling the task cancels all of them at once and leaves the lease to expire; ``stop()`` is the orderly way.
    package func run() async throws {
        await runServices()
        try Task.checkCancellation()
        if let failure = machine.withLock({ $0.failure }) { throw failure }
    }

    /// Asks for an orderly end, as `SIGTERM` does.
    package func stop() {
        stopWish.open()
    }

    /// Whether the process is on its way to its end.
    package var isStopping: Bool { machine.withLock { $0.isStopping } }

    /// How each service does, for people.
    package var statuses: [(name: String, stage: ServiceStage, status: String)] { machine.withLock { $0.statuses } }

    func change<Result>(_ body: (inout ServiceGroupMachine, ContinuousClock.Instant) -> Result) -> Result {
        let now = clock.now
        return machine.withLock { body(&$0, now) }
    }
}

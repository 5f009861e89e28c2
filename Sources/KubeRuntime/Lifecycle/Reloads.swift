// SPDX-License-Identifier: Apache-2.0

internal import Synchronization
package import Telemetry

/// What can be read again while the process runs: on `SIGHUP`, or when a file has changed.
///
/// What cannot be read stays as it is, and is logged; a wrong character in a file ends no process.
package final class Reloads: Sendable {
    private struct Reloadable: Sendable {
        let name: String
        let reload: @Sendable () async throws -> Void
    }

    private let logger: Logger
    private let counts: Labeled<Counter>
    private let reloadables = Mutex<[Reloadable]>([])

    /// Nothing can be read again yet.
    package init(logger: Logger = .silent, metrics: MetricRegistry = MetricRegistry()) {
        self.logger = logger
        counts = metrics.counter(
            "reloads_total",
            help: "How often something was read again while the process ran, by its name and how it went.",
            labels: ["name", "outcome"]
        )
    }

    /// Adds something; the name is for messages, and for ``reload(_:)``.
    package func add(_ name: String, _ reload: @escaping @Sendable () async throws -> Void) {
        reloadables.withLock { $0.append(Reloadable(name: name, reload: reload)) }
    }

    /// Reads all again, in the order in which they were added.
    package func reloadAll() async {
        for reloadable in reloadables.withLock({ $0 }) { await reload(reloadable) }
    }

    /// Reads again what has a name.
    package func reload(_ name: String) async {
        for reloadable in reloadables.withLock({ $0 }) where reloadable.name == name { await reload(reloadable) }
    }

    private func reload(_ reloadable: Reloadable) async {
        do {
            try await reloadable.reload()
            counts.with(reloadable.name, "success").increment()
            logger.info("read again", ["name": reloadable.name])
        } catch {
            counts.with(reloadable.name, "failure").increment()
            logger.error("stays as it was", ["name": reloadable.name], error: error)
        }
    }
}

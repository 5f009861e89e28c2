// SPDX-License-Identifier: Apache-2.0

/// A part of a process that runs as long as the process does.
package struct Service: Sendable {
    /// A word for messages.
    package let name: String
    /// When it is started and stopped.
    package let stage: ServiceStage
    let run: @Sendable () async throws -> Void
    let started: @Sendable () async throws -> Void
    let drain: (@Sendable () async -> Void)?

    /// A service from its functions.
    ///
    /// - Parameters:
    ///   - name: a word for messages.
    ///   - stage: when it is started and stopped.
    ///   - started: returns when those may start who come after it, such as when a cache is complete; an error ends the
    ///     process and should say what did not come.
    ///   - drain: asks it to take on nothing more and to end when it has done what it has begun; without it, stopping is
    ///     cancelling. It is called once, and may be while the service is still starting.
    ///   - run: runs until it is cancelled, or drained; if it returns earlier the process ends.
    package init(
        _ name: String,
        _ stage: ServiceStage,
        started: @escaping @Sendable () async throws -> Void = {},
        drain: (@Sendable () async -> Void)? = nil,
        run: @escaping @Sendable () async throws -> Void
    ) {
        self.name = name
        self.stage = stage
        self.run = run
        self.started = started
        self.drain = drain
    }

    /// The same service with its tasks at home on an executor, where they mostly wait for what lives there.
    package func preferring(_ executor: (any TaskExecutor)?) -> Service {
        Service(name, stage, started: started, drain: drain) { [run] in
            try await withTaskExecutorPreference(executor) { try await run() }
        }
    }
}

/// When a service is started and stopped; the order of the cases is that of the start.
package enum ServiceStage: String, Sendable, Hashable, CaseIterable {
    /// What answers those who ask how the process is.
    case endpoints
    /// What others read from.
    case caches
    /// What every replica does, also one that does not lead.
    case services
    /// Who leads.
    case election
    /// What only the leader does.
    case workers

    /// The order of stopping: the work first and then what it stands on.
    ///
    /// The lease goes last, so that nobody begins to lead while anything here may still act as a leader.
    static let stopOrder: [ServiceStage] = [.workers, .services, .caches, .endpoints, .election]
}

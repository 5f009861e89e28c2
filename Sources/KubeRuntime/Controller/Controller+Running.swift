// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeCore
internal import Synchronization
internal import Telemetry

extension Controller {
    /// Works until it is asked to stop or the task is cancelled.
    ///
    /// - Throws: ``SyncTimeout`` when the first lists take too long; ``LeaderGate/Refusal`` when this process must not act
    ///   any more, or never will.
    package func run() async throws {
        defer { enter(.stopped) }
        try await withThrowingTaskGroup { group in
            group.addTask { await self.queue.run() }
            group.addTask { await self.ownWrites.run { self.queue.add($0, priority: $1) } }
            group.addTask { await self.running.watch { self.noteOverdue($0) } }
            group.addTask { await self.keepGrace() }
            group.addTask { try await self.endWhenLost() }
            if let interval = settings.resyncInterval { group.addTask { await self.resync(every: interval) } }
            for (index, trigger) in triggers.enumerated() {
                group.addTask { await trigger.listen(self.post(of: index)) }
            }
            defer { group.cancelAll() }
            do {
                guard try await isReady() else { return }
            } catch is CancellationError {
                return
            }
            enter(.working)
            await work()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private func post(of trigger: Int) -> Trigger.Post {
        Trigger.Post(primary: primary.scope.type) { keys, priority in
            self.queue.add(keys, priority: priority)
        } settled: {
            self.state.withLock { _ = $0.settled.insert(trigger) }
            self.bell.ring()
        }
    }

    /// Returns when there is nothing left to do.
    private func work() async {
        await withDiscardingTaskGroup { group in
            for _ in 0..<settings.workers {
                group.addTask {
                    while let work = await self.queue.next() { await self.handle(work) }
                }
            }
        }
    }

    /// Waits until the controller may work; false when it was asked to stop before.
    private func isReady() async throws -> Bool {
        try await withThrowingTaskGroup { group in
            defer { group.cancelAll() }
            group.addTask {
                try await self.stopAsked()
                return false
            }
            group.addTask {
                self.enter(.syncing)
                try await self.sync()
                self.enter(.standby)
                _ = try await self.gate.waitUntilLeading()
                return true
            }
            return try await group.next() ?? false
        }
    }

    private func stopAsked() async throws {
        try await bell.wait { state.withLock { $0.isStopping } ? () : nil }
    }

    /// Waits until all stores have what can be had and all triggers have looked at it.
    private func sync() async throws {
        try await withThrowingTaskGroup { group in
            defer { group.cancelAll() }
            group.addTask {
                for store in self.stores { try await store.usable() }
                try await self.bell.wait { self.unsettled == nil ? () : nil }
            }
            group.addTask { [clock = environment.clock, limit = settings.syncTimeout] in
                try await clock.sleep(for: limit)
                throw SyncTimeout(controller: self.name, source: self.unsynced ?? "\(self.primary.scope)", after: limit)
            }
            try await group.next()
        }
    }

    private var unsettled: Trigger? {
        let settled = state.withLock { $0.settled }
        return triggers.indices.first { !settled.contains($0) }.map { triggers[$0] }
    }

    private var unsynced: String? {
        let store = stores.first { !$0.isUsable } ?? unsettled?.store
        return store.map { "\($0.scope)" }
    }

    /// Cancels the passes that are still under way when the grace of a stop is over.
    private func keepGrace() async {
        guard (try? await stopAsked()) != nil else { return }
        enter(.draining)
        guard (try? await environment.clock.sleep(for: settings.grace)) != nil else { return }
        for pass in running.all {
            logger.warning("cancels a pass, because the controller stops", ["object": "\(pass.key)"])
        }
        running.interruptAll(.shutdown)
    }

    /// Cancels everything when another process may act.
    private func endWhenLost() async throws {
        guard let refusal = try? await gate.waitUntilClosed() else { return }
        running.interruptAll(.leadershipLost)
        queue.close(.atOnce)
        throw refusal
    }

    /// Looks at everything from time to time, behind what is fresh.
    private func resync(every interval: Duration) async {
        var random = environment.random
        while (try? await environment.clock.sleep(for: interval.jittered(using: &random))) != nil {
            queue.add(Array(primary.snapshot.keys), priority: .background)
        }
    }

    private func noteOverdue(_ pass: RunningPass) {
        meter.timeouts.increment()
        logger.warning(
            "a pass takes too long and is cancelled",
            ["object": "\(pass.key)", "deadline": settings.passDeadline]
        )
    }
}

/// The first lists of a controller took too long.
package struct SyncTimeout: Error, CustomStringConvertible {
    /// Whose lists.
    package let controller: String
    /// What has not been listed.
    package let source: String
    /// How long it was waited for.
    package let after: Duration

    package var description: String {
        "the controller \(controller) cannot start: \(source) could not be listed within \(after.readable)"
    }
}

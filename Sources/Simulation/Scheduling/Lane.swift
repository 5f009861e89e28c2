// SPDX-License-Identifier: Apache-2.0

/// A simulated process as far as its tasks are concerned: they run when the scheduler says so.
///
/// Task groups and `async let` inherit the preference for it; there are no other tasks in `KubeRuntime`.
package final class Lane: TaskExecutor {
    let scheduler: Scheduler
    let number: Int
    /// What the trace calls it.
    package let name: String

    init(_ name: String, number: Int, of scheduler: Scheduler) {
        self.name = name
        self.number = number
        self.scheduler = scheduler
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        scheduler.add(UnownedJob(job), self)
    }

    /// Starts the process; nothing of it runs before the scheduler does.
    package func start(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        Task(executorPreference: self) { await body() }
    }
}

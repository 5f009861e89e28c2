// SPDX-License-Identifier: Apache-2.0

/// What there is to count in a work queue, for the metrics that client-go calls `workqueue_*`.
///
/// The histograms `workqueue_queue_duration_seconds` and `workqueue_work_duration_seconds` are made of ``Work`` and of
/// the action that ends it.
package struct WorkQueueFigures: Sendable, Hashable {
    /// How often a key became ready: `workqueue_adds_total`.
    package var adds: UInt64 = 0
    /// How often a key was added with a delay: `workqueue_retries_total`.
    package var retries: UInt64 = 0
    /// How many keys could be worked on now, by priority: `workqueue_depth`.
    package var depth: [WorkPriority: Int] = [:]
    /// How many keys wait for their time.
    package var waiting = 0
    /// How many keys are worked on.
    package var running = 0
    /// For how long the keys that are worked on have been, together: `workqueue_unfinished_work_seconds`.
    package var unfinishedWork = Duration.zero
    /// And the one that has been for the longest: `workqueue_longest_running_processor_seconds`.
    package var longestRunning = Duration.zero

    mutating func removeFromDepth(_ priority: WorkPriority) {
        let count = depth[priority, default: 0]
        // A priority that nobody has any more is not kept, so that made-up ones cannot fill the memory.
        depth[priority] = count > 1 ? count - 1 : nil
    }
}

extension WorkQueueMachine {
    /// What there is to count now.
    package func figures(at now: Instant) -> WorkQueueFigures {
        var figures = tally
        figures.waiting = waiting.count
        figures.running = running.count
        for run in running.values {
            let duration = run.startedAt.duration(to: now)
            figures.unfinishedWork += duration
            figures.longestRunning = max(figures.longestRunning, duration)
        }
        return figures
    }

    /// The keys of which there is anything to know, for people who want to see what a controller does: in the order of
    /// nothing, and at most so many.
    package func entries(limit: Int = .max) -> [WorkQueueEntry<Key>] {
        records.all.prefix(limit).map { record in
            WorkQueueEntry(
                key: record.key,
                priority: record.priority,
                readyAt: record.place == .nowhere ? nil : record.readyAt,
                isRunning: record.isRunning,
                failures: Int(record.failures)
            )
        }
    }
}

/// What a queue knows of a key.
package struct WorkQueueEntry<Key: Hashable & Sendable>: Sendable, Hashable {
    package let key: Key
    package let priority: WorkPriority
    /// From when on it may be worked on; nil when there is nothing to do.
    package let readyAt: ContinuousClock.Instant?
    package let isRunning: Bool
    package let failures: Int
}

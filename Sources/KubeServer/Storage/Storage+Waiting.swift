// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

extension Storage {
    /// Returns when something has been written to a resource (nil: to any) after a resource version, or at the deadline.
    ///
    /// It returns as well when the task is cancelled. Deadlines are kept by `run`, or by whoever calls
    /// ``endWaits(before:)``.
    package func waitForNews(
        of resource: ResourceID?,
        after revision: UInt64,
        until deadline: ContinuousClock.Instant
    ) async {
        let place = waiting.withLock { $0.nextPlace() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let timekeeper = waiting.withLock { $0.enter(place, resource, deadline, continuation) }
                timekeeper.resume()
                // What was written before the entry woke nobody here.
                if Task.isCancelled || hasNews(of: resource, after: revision) {
                    waiting.withLock { $0.leave(place) }.resume()
                }
            }
        } onCancel: {
            waiting.withLock { $0.leave(place) }.resume()
        }
    }

    /// Ends the waits whose deadline is over.
    package func endWaits(before now: ContinuousClock.Instant) {
        waiting.withLock { $0.leave(before: now) }.resume()
    }

    /// When the first of those who wait has waited long enough; nil while nobody waits.
    package var nextDeadline: ContinuousClock.Instant? { waiting.withLock { $0.nextDeadline } }

    private func hasNews(of resource: ResourceID?, after revision: UInt64) -> Bool {
        state.withLock { state in
            guard let resource else { return state.revision > revision }
            return state.shelf(resource).hasChanges(after: revision)
        }
    }
}

extension Storage {
    /// Returns when everything that was written so far is as safe as the journal promises.
    package func settle() async throws(APIFailure) {
        guard let journal else { return }
        do throws(JournalError) {
            try await journal.settle()
        } catch {
            throw APIFailure.internalError("whether the write is stored is not known: \(error)")
        }
    }
}

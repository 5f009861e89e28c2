// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import Synchronization

/// Performs duties: first what they find to do in what is stored, then what follows from each change.
///
/// What it writes are changes, too, so that one duty leads to another until nothing is left to do. A duty therefore
/// must find nothing to do in what it has done.
package final class DutyRunner: Sendable {
    /// What becomes of writes that fail for a reason that lies in the object.
    package typealias Report = @Sendable (ObjectWrite, APIFailure) -> Void

    private let duties: [any Duty]
    private let storage: Storage
    private let writer: DutyWriter
    private let report: Report
    /// How far the changes have been followed; the lock is never held while a duty thinks.
    private let progress = Mutex(RunnerProgress())

    package init(
        _ duties: [any Duty],
        storage: Storage,
        registry: Registry,
        clock: WallClock = .system,
        report: @escaping Report = { _, _ in }
    ) {
        self.duties = duties
        self.storage = storage
        self.report = report
        writer = DutyWriter(ResourceStore(storage: storage), registry, clock)
    }

    /// Performs the duties until the task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            await settle()
            let (revision, retry) = progress.withLock { ($0.revision ?? 0, $0.retry) }
            let now = ContinuousClock.now
            await storage.waitForNews(of: nil, after: revision, until: retry ?? now + .seconds(3_600))
            progress.withLock { $0.retry(at: .now) }
        }
    }

    /// Performs everything that is to be done now and what follows from it.
    package func settle() async {
        while !Task.isCancelled, step() { await Task.yield() }
    }
}

extension DutyRunner {
    /// Performs what follows from the next few changes; whether there were any.
    private func step() -> Bool {
        guard let revision = progress.withLock({ $0.revision }) else {
            start()
            return true
        }
        switch storage.news(after: revision) {
        case .forgotten:
            // Whoever has missed changes looks at everything again.
            progress.withLock { $0.revision = nil }
            return true
        case .changes(let changes, let through):
            var failures = 0
            for change in changes { failures += perform(after: change) }
            guard changes.isEmpty else {
                progress.withLock { $0.reached(through, failures: failures, at: .now) }
                return true
            }
            return goOn(at: through)
        }
    }

    /// Performs the next part of what takes longer; whether there was any.
    private func goOn(at revision: UInt64) -> Bool {
        var (failures, isIdle) = (0, true)
        for duty in duties {
            guard let writes = duty.nextWrites(in: storage) else { continue }
            isIdle = false
            failures += perform(writes, of: duty)
        }
        progress.withLock { $0.reached(revision, failures: failures, at: .now) }
        return !isIdle
    }

    private func start() {
        // Changes from here on are seen twice: in what is stored, and as changes. Duties do nothing twice.
        let revision = storage.revision
        var failures = 0
        for duty in duties { failures += perform(duty.writesAtStart(in: storage), of: duty) }
        progress.withLock { $0.started(at: revision, failures: failures, at: .now) }
    }

    private func perform(after news: ResourceChange) -> Int {
        var failures = 0
        for duty in duties where duty.followsEverything || duty.resources.contains(news.resource) {
            let writes = duty.writes(after: news.change, of: news.resource, in: storage)
            failures += perform(writes, of: duty)
        }
        return failures
    }

    /// Performs writes; how many of them failed.
    private func perform(_ writes: [ObjectWrite], of duty: any Duty) -> Int {
        var failures = 0
        for write in writes {
            do throws(APIFailure) {
                try writer.perform(write, as: duty.manager)
            } catch {
                failures += 1
                report(write, error)
            }
        }
        return failures
    }
}

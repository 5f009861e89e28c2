// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeCore
internal import Synchronization
internal import Telemetry

extension Controller {
    /// Has a pass over a key that the queue handed out, unless it is too early for one.
    func handle(_ work: Work<ObjectKey>) async {
        // A key that was handed out while the controller was cancelled; nothing begins any more.
        guard !Task.isCancelled else { return queue.finish(work.key, .postponed) }
        guard await removeDoubt(work), mayBegin(work) else { return }
        let pass = running.begin(work.key)
        meter.activeWorkers.increment()
        let result = await carryOut(makePass(work, pass), pass)
        meter.activeWorkers.decrement()
        running.end(pass)
        let duration = pass.startedAt.duration(to: environment.clock.now)
        meter.durations.observe(duration)
        let word = settle(work, result, pass)
        if duration >= settings.slowPass { noteSlow(.init(key: work.key, duration: duration, result: word)) }
    }

    private func mayBegin(_ work: Work<ObjectKey>) -> Bool {
        let now = environment.clock.now
        let owner = primary.metadata(of: work.key)
        guard !ownWrites.holds(work.key, owner, work.priority) else {
            meter.holds.increment()
            queue.finish(work.key, .postponed)
            return false
        }
        guard owner != nil else {
            ownWrites.forget(work.key)
            return true
        }
        let wait = state.withLock { $0.pacing.wait(of: work.key, at: now) }
        guard wait <= .zero else {
            queue.add(work.key, priority: work.priority, after: wait)
            queue.finish(work.key, .postponed)
            return false
        }
        return true
    }

    /// The pass looks at what there is behind the check that this is not too old.
    private func makePass(_ work: Work<ObjectKey>, _ running: RunningPass) -> Pass<Primary> {
        let snapshot = primary.snapshot
        let object = snapshot[work.key]
        return Pass(
            key: work.key,
            object: object,
            snapshot: snapshot,
            failures: work.failures,
            writer: PassWriter(
                desk: desk,
                primary: primary.scope.type,
                key: work.key,
                owner: object?.metadata
            ),
            running: running,
            baseLogger: logger,
            wallClock: environment.wallClock
        )
    }

    /// Runs a pass in a task of its own, so that it can be cancelled alone; on this worker's thread, until it first waits.
    private func carryOut(_ pass: Pass<Primary>, _ running: RunningPass) async -> Result<PassOutcome, any Error> {
        await withTaskGroup(of: Result<PassOutcome, any Error>.self) { group in
            group.addImmediateTask {
                defer { running.end() }
                do {
                    return .success(try await self.reconcile(pass))
                } catch {
                    return .failure(error)
                }
            }
            await running.endOrInterruption()
            if running.interruption != nil { group.cancelAll() }
            return await group.next() ?? .failure(CancellationError())
        }
    }

    /// Tells the queue what comes next, and returns how the pass ended in one word.
    private func settle(
        _ work: Work<ObjectKey>,
        _ result: Result<PassOutcome, any Error>,
        _ pass: RunningPass
    ) -> String {
        switch result {
        case .success(.done):
            meter.successes.increment()
            queue.finish(work.key, .finished)
            return "done"
        case .success(.again(let delay, let priority)):
            (delay > .zero ? meter.delayedRequeues : meter.requeues).increment()
            queue.finish(work.key, .again(after: delay), priority: priority)
            return "again"
        case .failure(let error as TerminalError):
            meter.failures.increment()
            meter.errors.increment()
            meter.terminalErrors.increment()
            logger.error("a pass failed, and is not repeated", ["object": "\(work.key)"], error: error.cause)
            queue.finish(work.key, .finished)
            return "terminal error"
        case .failure where isStopping(pass):
            queue.finish(work.key, .postponed)
            return "cancelled"
        case .failure(let error):
            meter.failures.increment()
            meter.errors.increment()
            logger.warning(
                "a pass failed, and is repeated",
                ["object": "\(work.key)", "failures": work.failures + 1],
                error: error
            )
            queue.finish(work.key, .failed)
            return pass.interruption == .overdue ? "overdue" : "error"
        }
    }

    /// Whether a pass failed because it was told to end, and not to be repeated here.
    private func isStopping(_ pass: RunningPass) -> Bool {
        switch pass.interruption {
        case .shutdown, .leadershipLost: true
        case .overdue: false
        case nil: Task.isCancelled
        }
    }

    private func noteSlow(_ pass: ControllerReport.SlowPass) {
        state.withLock { state in
            state.slow.append(pass)
            if state.slow.count > 20 { _ = state.slow.popFirst() }
        }
        logger.info("a pass was slow", ["object": "\(pass.key)", "took": pass.duration])
    }
}

extension Controller {
    /// What the controller is doing, with at most so many keys of its queue.
    package func report(limit: Int = 100) -> ControllerReport {
        let now = environment.clock.now
        let figures = queue.figures
        let (phase, slow) = state.withLock { ($0.phase, Array($0.slow)) }
        return ControllerReport(
            name: name,
            phase: phase,
            queue: queue.entries(limit: limit),
            ready: figures.depth.values.reduce(0, +),
            waiting: figures.waiting,
            held: ownWrites.heldKeys,
            running: running.all.map {
                .init(key: $0.key, duration: $0.startedAt.duration(to: now), result: "")
            },
            slow: slow
        )
    }
}

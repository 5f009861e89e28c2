// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeClient
internal import KubeCore
internal import Synchronization
internal import Telemetry

/// Says what happens to objects, for people who run `kubectl describe`.
///
/// Events are a courtesy: whoever records one neither waits nor fails, what the server refuses is logged and forgotten,
/// and when more is said than can be written the rest is dropped and counted. ``run()`` writes in the background.
package final class EventRecorder: Sendable {
    private struct State {
        var machine: EventSeriesMachine
        var writes = Deque<EventSeriesMachine.Write>()
        var isFinishing = false
        /// What wakes the writer that waits.
        var bell: Latch<Void>?
    }

    private let environment: RuntimeEnvironment
    private let capacity: Int
    private let counts: Labeled<Counter>
    private let state: Mutex<State>
    /// How often a write is attempted that fails for a reason which may pass.
    private static let attempts = 3
    private static let pause = Duration.seconds(2)

    /// A recorder that keeps so many events until they are written.
    package init(
        _ reporter: EventRecord.Reporter,
        in environment: RuntimeEnvironment,
        capacity: Int = 1_000
    ) {
        self.environment = environment
        self.capacity = capacity
        counts = environment.metrics.counter(
            "event_recorder_events_total",
            help: "Writes of events by outcome; those that were dropped had no room, those that failed were refused.",
            labels: ["outcome"]
        )
        state = Mutex(State(machine: EventSeriesMachine(reporter: reporter)))
    }

    /// Something happened.
    package func record(_ news: EventNews) {
        let moment = now
        change { state in state.machine.record(news, at: moment).map { [$0] } ?? [] }
    }

    /// Writes what is recorded, until the task is cancelled or all is written after ``finish()``.
    package func run() async throws {
        while !Task.isCancelled {
            let moment = now
            change { $0.machine.timePassed(at: moment) }
            if let write = state.withLock({ $0.writes.popFirst() }) {
                await attempt(write)
            } else if state.withLock({ $0.isFinishing }) {
                return
            } else {
                await waitForNews()
            }
        }
        throw CancellationError()
    }

    /// Nothing more will be recorded: ``run()`` writes what there is, also the counts of series that go on, and ends.
    package func finish() {
        change { state in
            state.isFinishing = true
            return state.machine.flush()
        }
    }

    /// How many events wait to be written.
    package var waitingCount: Int { state.withLock { $0.writes.count } }

    private var now: Moment { Moment(environment.clock.now, environment.wallClock.now) }

    private func change(_ body: (inout State) -> [EventSeriesMachine.Write]) {
        let (dropped, bell) = state.withLock { state in
            let writes = body(&state)
            let kept = writes.prefix(max(0, capacity - state.writes.count))
            for write in kept { state.writes.append(write) }
            guard !kept.isEmpty || state.isFinishing else { return (writes.count - kept.count, Latch<Void>?.none) }
            defer { state.bell = nil }
            return (writes.count - kept.count, state.bell)
        }
        if dropped > 0 { counts.with("dropped").increment(by: UInt64(dropped)) }
        bell?.open()
    }

    private func waitForNews() async {
        let bell = Latch<Void>()
        let (isBusy, wakeUp) = state.withLock { state in
            state.bell = bell
            return (!state.writes.isEmpty || state.isFinishing, state.machine.nextWakeUp)
        }
        guard !isBusy else { return }
        guard let wakeUp else {
            try? await bell.wait()
            return
        }
        try? await bell.cancelling { [clock = environment.clock] in try await clock.sleep(until: wakeUp, tolerance: nil)
        }
    }

    private func attempt(_ write: EventSeriesMachine.Write) async {
        for attempt in 1... {
            do throws(APIError) {
                try await perform(write)
                counts.with("written").increment()
                return
            } catch {
                let mayPass = error.code == .transport || error.code == .timeout || error.isServerFailure
                let isLast = attempt == Self.attempts || state.withLock { $0.isFinishing }
                guard mayPass, !isLast, (try? await environment.clock.sleep(for: Self.pause * attempt)) != nil else {
                    counts.with("failed").increment()
                    return environment.logger.warning("an event was not written", error: error)
                }
            }
        }
    }

    private func perform(_ write: EventSeriesMachine.Write) async throws(APIError) {
        switch write {
        case .create(let record): try await create(record)
        case .update(let record):
            do {
                _ = try await environment.client.patch(
                    EventsV1.Event.resourceType,
                    record.key,
                    record.seriesPatch,
                    as: PartialObject.self
                )
            } catch  where error.isNotFound {
                // Servers forget events after an hour; a series may go on for longer.
                try await create(record)
            }
        }
    }

    private func create(_ record: EventRecord) async throws(APIError) {
        do {
            _ = try await environment.client.create(
                EventsV1.Event.resourceType,
                namespace: record.key.namespace,
                record.object,
                as: PartialObject.self
            )
        } catch  where error.isAlreadyExists {
            // From an attempt whose answer was lost.
        }
    }
}

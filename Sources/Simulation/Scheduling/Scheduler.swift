// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// One thread on which everything happens, in an order and at times that a seed determines.
///
/// All tasks of a simulated world run on its ``Lane``s. Of the jobs that could go on, a seeded generator picks one; when
/// there is none, the time moves to the next thing that was to happen. The same seed therefore gives the same history, to
/// the last suspension, which ``Trace/digest`` proves. What would spoil that: a task outside of the lanes, a clock or a
/// generator that was not injected, and the order of a `Dictionary`, which differs even within one process.
package final class Scheduler: Sendable {
    /// What happens without a task: messages arrive, servers fall over.
    package typealias Call = @Sendable () -> Void

    enum Event: Sendable {
        case call(Call)
        case wake(CheckedContinuation<Void, any Error>)
    }

    fileprivate enum Step {
        case job(UnownedJob, Lane)
        case event(Event)
        case over
    }

    fileprivate struct State: Sendable {
        var random: Randomness
        var trace: Trace
        var now = Duration.zero
        var jobs: [(job: UnownedJob, lane: Lane)] = []
        var timeline = Timeline<Event>()
        var laneCount = 0
        /// Until when each lane stands still.
        var pauses: [Int: Duration] = [:]
        var jobsAtThisTime = 0
        var failures: [String] = []
    }

    private let state: Mutex<State>
    /// The instant at which the simulated time begins; no history depends on it.
    let epoch = ContinuousClock.now
    /// So many jobs without any time passing are a loop that never waits.
    fileprivate static let jobsAtOneTime = 200_000

    /// A world without anybody in it.
    package init(seed: UInt64, keepsTrace: Bool = false) {
        state = Mutex(State(random: Randomness(seed: seed), trace: Trace(isKept: keepsTrace)))
    }

    /// How much time has passed.
    package var now: Duration { state.withLock { $0.now } }

    /// What happened.
    package var trace: Trace { state.withLock { $0.trace } }

    /// What must not have happened.
    package var failures: [String] { state.withLock { $0.failures } }

    /// How many jobs wait to be run: tasks that are not over, and wait for nothing.
    package var jobCount: Int { state.withLock { $0.jobs.count } }

    /// How many tasks sleep.
    package var sleeperCount: Int {
        state.withLock { state in
            state.timeline.entries.count { entry in
                if case .wake = entry.event { true } else { false }
            }
        }
    }

    /// Makes a place for the tasks of a process.
    package func lane(_ name: String) -> Lane {
        let number = state.withLock { state in
            state.laneCount += 1
            return state.laneCount
        }
        return Lane(name, number: number, of: self)
    }

    /// Draws from the seed's numbers.
    package func draw<Value: Sendable>(_ body: @Sendable (inout Randomness) -> Value) -> Value {
        state.withLock { body(&$0.random) }
    }

    /// A generator of its own, so that what it is used for does not change what happens elsewhere.
    package func makeRandomness() -> Randomness {
        draw { Randomness(seed: $0.next()) }
    }

    /// Writes a line, which counts in any case.
    package func note(_ lane: String, _ text: @autoclosure () -> String) {
        let isKept = state.withLock { $0.trace.isKept }
        guard isKept else { return }
        let text = text()
        state.withLock { $0.trace.add("\($0.now.readableTime) \(lane): \(text)") }
    }

    /// Notes what must not happen.
    package func fail(_ text: String) {
        state.withLock { state in
            state.failures.append("\(state.now.readableTime) \(text)")
            if state.trace.isKept { state.trace.add("\(state.now.readableTime) FAILURE: \(text)") }
        }
    }

    /// Takes a number into what tells histories apart.
    package func fold(_ number: Int64) {
        state.withLock { $0.trace.fold(number) }
    }
}

// Time

extension Scheduler {
    /// Lets something happen after a time, and returns the number by which it can be taken back.
    @discardableResult
    package func after(_ delay: Duration, _ call: @escaping Call) -> Int {
        schedule(.call(call), after: delay)
    }

    func schedule(_ event: Event, after delay: Duration) -> Int {
        state.withLock { $0.timeline.add(event, at: $0.now + max(.zero, delay)) }
    }

    /// Takes back what was to happen; nil when it has.
    @discardableResult
    func cancel(_ number: Int) -> Event? {
        state.withLock { $0.timeline.remove(number) }
    }

    /// Stops a process for a while, as `SIGSTOP` would: its tasks stand still, time does not.
    package func pause(_ lane: Lane, for duration: Duration) {
        state.withLock { $0.pauses[lane.number] = $0.now + duration }
        after(duration) { [self] in goOn(lane) }
    }

    /// Lets a process go on that was stopped.
    package func goOn(_ lane: Lane) {
        state.withLock { $0.pauses[lane.number] = nil }
    }
}

// Running

extension Scheduler {
    func add(_ job: UnownedJob, _ lane: Lane) {
        state.withLock { $0.jobs.append((job, lane)) }
    }

    /// Runs until a time, or until nothing more can happen.
    package func run(until end: Duration) {
        while true {
            switch state.withLock({ $0.next(until: end) }) {
            case .job(let job, let lane): unsafe job.runSynchronously(on: lane.asUnownedTaskExecutor())
            case .event(.call(let call)): call()
            case .event(.wake(let continuation)): continuation.resume()
            case .over: return
            }
        }
    }

    /// Runs until a condition holds or a time has come, and says whether it held.
    package func run(until end: Duration, every interval: Duration, _ condition: () -> Bool) -> Bool {
        while !condition() {
            guard now < end else { return false }
            run(until: min(end, now + interval))
        }
        return true
    }
}

extension Scheduler.State {
    fileprivate mutating func next(until end: Duration) -> Scheduler.Step {
        if let job = pickJob() { return .job(job.job, job.lane) }
        guard let next = timeline.next, next <= end, let entry = timeline.popNext() else {
            now = max(now, end)
            return .over
        }
        if entry.time > now { jobsAtThisTime = 0 }
        now = max(now, entry.time)
        trace.fold(now.nanoseconds)
        return .event(entry.event)
    }

    private mutating func pickJob() -> (job: UnownedJob, lane: Lane)? {
        let eligible =
            pauses.isEmpty ? Array(jobs.indices) : jobs.indices.filter { pauses[jobs[$0].lane.number] == nil }
        guard !eligible.isEmpty else { return nil }
        jobsAtThisTime += 1
        if jobsAtThisTime == Scheduler.jobsAtOneTime {
            failures.append("\(now.readableTime) \(jobsAtThisTime) jobs ran and no time passed: something never waits")
            jobs = []
            return nil
        }
        // Sometimes time goes on although somebody could work: machines are busy.
        if jobsAtThisTime % 8 == 0, let soon = timeline.next, soon - now < .milliseconds(20), random.chance(0.05) {
            return nil
        }
        let index = eligible.count == 1 ? eligible[0] : eligible[Int.random(in: 0..<eligible.count, using: &random)]
        trace.fold(Int64(index) << 32 | Int64(jobs.count) << 8 | Int64(jobs[index].lane.number))
        return jobs.remove(at: index)
    }
}

extension Duration {
    /// Seconds with six digits behind the point, of one width up to a day.
    package var readableTime: String {
        let microseconds = "\(microseconds % 1_000_000)"
        let seconds = "\(components.seconds)"
        let padding = String(repeating: " ", count: max(0, 6 - seconds.count))
        return padding + seconds + "." + String(repeating: "0", count: 6 - microseconds.count) + microseconds
    }
}

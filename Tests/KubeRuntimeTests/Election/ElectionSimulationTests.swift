// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("73: several processes and one lease", .tags(.machine, .property))
struct ElectionSimulationTests {
    @Test("never two leaders, whatever their clocks say and however slow the network is", arguments: Seed.some(100))
    func neverTwoLeaders(_ seed: Seed) {
        var simulation = ElectionSimulation(seed: seed, processes: 3)
        simulation.run(for: 300_000)
        #expect(simulation.overlaps.isEmpty)
        #expect(simulation.epochs == simulation.epochs.sorted(), "epochs grow")
        #expect(Set(simulation.epochs).count == simulation.epochs.count, "and are used once")
    }

    @Test("somebody leads most of the time, and terms change hands")
    func someoneLeads() {
        var terms = 0
        for seed in Seed.some(20) {
            var simulation = ElectionSimulation(seed: seed, processes: 3)
            simulation.run(for: 600_000)
            terms += simulation.epochs.count
            #expect(simulation.millisecondsLed > 150_000)
        }
        #expect(terms > Seed.some(20).count)
    }

    @Test("the simulation notices a leader that believes in its lease for too long")
    func noticesOverlaps() {
        var found = 0
        for seed in Seed.some(60) {
            var simulation = ElectionSimulation(seed: seed, processes: 3, trust: .seconds(4))
            simulation.run(for: 600_000)
            found += simulation.overlaps.count
        }
        #expect(found > 0 || Seed.some(2).count == 1)
    }
}

/// Processes with clocks of their own, a server that keeps one lease, and a bad network between them.
///
/// Requests and answers are late or lost, processes are paused and started anew. Time is in milliseconds of nobody's
/// clock.
private struct ElectionSimulation {
    private struct Process {
        var machine: ElectionMachine
        let clockOffset: Int
        /// By how much the clock runs too fast, in thousandths.
        let clockRate: Int
        var pausedUntil = 0
        var generation: Int
    }

    private enum Event {
        case wake
        case arrives(ElectionMachine.Action)
        case answered(ElectionMachine.Answer, request: Int)
    }

    private var random: SeededRandom
    private let trust: Duration
    private var processes: [Process] = []
    private var lease: CoordinationV1.Lease?
    private var version = 0
    private var now = 0
    private var events: [(time: Int, turn: Int, process: Int, generation: Int, event: Event)] = []
    private var turn = 0
    private let epoch = ContinuousClock.now
    private(set) var overlaps: [String] = []
    private(set) var epochs: [Int] = []
    private(set) var millisecondsLed = 0

    init(seed: Seed, processes count: Int, trust: Duration = .zero) {
        random = SeededRandom(seed)
        self.trust = trust
        for number in 0..<count {
            processes.append(newProcess(number, 0))
            start(number)
        }
    }

    private mutating func newProcess(_ number: Int, _ generation: Int) -> Process {
        Process(
            machine: ElectionMachine(ElectionConfiguration(identity: "process \(number) run \(generation)")),
            clockOffset: Int.random(in: 0...1_000_000_000, using: &random),
            clockRate: Int.random(in: -25...25, using: &random),
            generation: generation
        )
    }

    mutating func run(for duration: Int) {
        while now < duration, let next = events.indices.min(by: { key(events[$0]) < key(events[$1]) }) {
            let item = events.remove(at: next)
            led(until: item.time)
            now = item.time
            deliver(item.event, to: item.process, item.generation)
            noteLeaders()
        }
    }

    private func key(_ item: (time: Int, turn: Int, process: Int, generation: Int, event: Event)) -> (Int, Int) {
        (item.time, item.turn)
    }

    private mutating func deliver(_ event: Event, to number: Int, _ generation: Int) {
        if case .arrives(let action) = event {
            serve(action, number, generation)
            return
        }
        guard processes[number].generation == generation else { return }
        // What comes for a process that is paused is there when it goes on.
        guard processes[number].pausedUntil <= now else {
            schedule(processes[number].pausedUntil, number, event)
            return
        }
        let moment = moment(of: number)
        let actions =
            switch event {
            case .wake: processes[number].machine.timePassed(at: moment, using: &random)
            case .answered(let answer, let request):
                processes[number].machine.received(answer, to: request, at: moment, using: &random)
            case .arrives: [ElectionMachine.Action]()
            }
        perform(actions, number)
        misfortune(number)
    }

    private mutating func start(_ number: Int) {
        perform(processes[number].machine.start(at: moment(of: number)), number)
    }

    private mutating func perform(_ actions: [ElectionMachine.Action], _ number: Int) {
        for action in actions {
            switch action {
            case .read, .create, .update: schedule(now + latency(), number, .arrives(action))
            case .lead(let leadership): epochs.append(leadership.epoch)
            case .lose, .end: restart(number)
            case .cancel, .extend, .follow: break
            }
        }
        if let wakeUp = processes[number].machine.nextWakeUp {
            let local = localTime(of: number).duration(to: wakeUp).components
            let milliseconds = Int(local.seconds) * 1_000 + Int(local.attoseconds / 1_000_000_000_000_000)
            schedule(now + max(1, milliseconds), number, .wake)
        }
    }

    private mutating func serve(_ action: ElectionMachine.Action, _ number: Int, _ generation: Int) {
        guard chance(2) == false else { return }
        let (answer, request): (ElectionMachine.Answer, Int) =
            switch action {
            case .read(let request, _): (lease.map { .found($0) } ?? .missing, request)
            case .create(let spec, let request, _): (write(spec, ifVersion: nil), request)
            case .update(let spec, let version, let request, _): (write(spec, ifVersion: version), request)
            default: (.missing, 0)
            }
        // An answer that is lost: the write has happened all the same.
        guard chance(4) == false else { return }
        guard processes[number].generation == generation else { return }
        schedule(now + latency(), number, .answered(answer, request: request))
    }

    private mutating func write(
        _ spec: CoordinationV1.LeaseSpec,
        ifVersion expected: ResourceVersion?
    ) -> ElectionMachine.Answer {
        guard lease?.metadata.resourceVersion == expected else {
            return .failed(APIError("update lease", APIStatus(code: 409, reason: .conflict, message: "")))
        }
        version += 1
        var written = CoordinationV1.Lease()
        written.spec = spec
        written.metadata.resourceVersion = ResourceVersion("\(version)")
        lease = written
        return .written(written)
    }

    /// Pauses a process, or lets it give its lease back, now and then.
    private mutating func misfortune(_ number: Int) {
        if chance(1) { processes[number].pausedUntil = now + Int.random(in: 1_000...40_000, using: &random) }
        if chance(1) { perform(processes[number].machine.release(at: moment(of: number)), number) }
    }

    private mutating func restart(_ number: Int) {
        processes[number] = newProcess(number, processes[number].generation + 1)
        start(number)
    }

    private mutating func noteLeaders() {
        let leaders = processes.indices.filter(leads)
        if leaders.count > 1 { overlaps.append("\(leaders) at \(now)") }
    }

    private mutating func led(until time: Int) {
        if processes.indices.contains(where: leads) { millisecondsLed += time - now }
    }

    private func leads(_ number: Int) -> Bool {
        guard let leadership = processes[number].machine.leadership else { return false }
        return localTime(of: number) < leadership.validUntil.advanced(by: trust)
    }

    private func localTime(of number: Int) -> ContinuousClock.Instant {
        let process = processes[number]
        let local = process.clockOffset + now + now * process.clockRate / 1_000
        return epoch.advanced(by: .milliseconds(local))
    }

    private func moment(of number: Int) -> Moment {
        let seconds = Int64(processes[number].clockOffset) * 7
        return Moment(localTime(of: number), Timestamp(secondsSinceEpoch: seconds) + .milliseconds(now))
    }

    private mutating func schedule(_ time: Int, _ number: Int, _ event: Event) {
        turn += 1
        events.append((time, turn, number, processes[number].generation, event))
    }

    private mutating func latency() -> Int {
        chance(5) ? Int.random(in: 500...12_000, using: &random) : Int.random(in: 1...50, using: &random)
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
}

// SPDX-License-Identifier: Apache-2.0

import KubeRuntime
import Testing

@Suite("Service group: the machine")
struct ServiceGroupMachineTests {
    struct Broken: Error, CustomStringConvertible {
        let description = "it broke"
    }

    /// A process with one service of each stage, whose actions are read as words.
    struct Script {
        static let stages: [ServiceStage] = [.endpoints, .caches, .services, .election, .workers]
        var machine = ServiceGroupMachine(stages.map { ($0.rawValue, $0) })
        var now = ContinuousClock.now

        mutating func begin() -> [String] { words(machine.begin(at: now)) }
        mutating func started(_ stage: ServiceStage) -> [String] { words(machine.started(index(stage), at: now)) }
        mutating func ended(_ stage: ServiceStage, _ error: (any Error)? = nil) -> [String] {
            words(machine.ended(index(stage), error, at: now))
        }
        mutating func signal() -> [String] { words(machine.asked(toEndWith: 143, at: now)) }
        mutating func pass(_ duration: Duration) -> [String] {
            now = now.advanced(by: duration)
            return words(machine.timePassed(at: now))
        }

        static var running: Script {
            var script = Script()
            _ = script.begin()
            for stage in stages { _ = script.started(stage) }
            return script
        }

        private func index(_ stage: ServiceStage) -> Int { Self.stages.firstIndex(of: stage) ?? 0 }

        private func words(_ actions: [ServiceGroupMachine.Action]) -> [String] {
            actions.map { action in
                switch action {
                case .start(let index): "start \(Self.stages[index])"
                case .drain(let index): "drain \(Self.stages[index])"
                case .cancel(let index): "cancel \(Self.stages[index])"
                case .abandon(let code): "exit \(code)"
                }
            }
        }
    }

    @Test("case 77: a stage starts when the one before stands")
    func start() {
        var script = Script()
        #expect(script.begin() == ["start endpoints"])
        #expect(script.started(.endpoints) == ["start caches"])
        #expect(script.started(.caches) == ["start services"])
        #expect(script.started(.services) == ["start election"])
        #expect(script.pass(.seconds(86_400)).isEmpty, "a standby waits for ever")
        #expect(script.started(.election) == ["start workers"])
        #expect(script.started(.workers).isEmpty)
        #expect(script.machine.nextWakeUp == nil)
    }

    @Test("case 77: they stop in reverse, and the lease is given back last")
    func stop() {
        var script = Script.running
        #expect(script.signal() == ["drain workers"])
        #expect(script.ended(.workers) == ["drain services"])
        #expect(script.ended(.services, CancellationError()) == ["drain caches"])
        #expect(script.ended(.caches, CancellationError()) == ["drain endpoints"])
        #expect(script.ended(.endpoints) == ["drain election"])
        #expect(script.ended(.election).isEmpty)
        #expect(script.machine.isOver)
        #expect(script.machine.failure == nil)
    }

    @Test("a process that is asked to end while it starts stops what it has started")
    func stopWhileStarting() {
        var script = Script()
        _ = script.begin()
        _ = script.started(.endpoints)
        #expect(script.signal() == ["drain caches"])
        #expect(script.ended(.caches) == ["drain endpoints"])
        #expect(script.ended(.endpoints).isEmpty)
        #expect(script.machine.isOver)
        #expect(script.machine.failure == nil)
    }

    @Test("case 77: the early end of one stops all", arguments: [ServiceStage.endpoints, .caches, .services, .workers])
    func earlyEnd(stage: ServiceStage) {
        var script = Script.running
        let words = script.ended(stage)
        #expect(words == [stage == .workers ? "drain services" : "drain workers"])
        #expect(script.machine.failure?.description == "\(stage) ended, although nobody asked it to")
    }

    @Test("case 77: the first error counts, also against later ones")
    func firstError() {
        var script = Script.running
        #expect(script.ended(.caches, Broken()) == ["drain workers"])
        #expect(script.ended(.workers, Broken()) == ["drain services"])
        #expect(script.machine.failure?.description == "caches: it broke")
    }

    @Test("an error while stopping is an error of the process")
    func errorWhileStopping() {
        var script = Script.running
        _ = script.signal()
        _ = script.ended(.workers, Broken())
        #expect(script.machine.failure?.description == "workers: it broke")
    }

    @Test("what does not start in time is named")
    func startTimeout() {
        var script = Script()
        _ = script.begin()
        _ = script.started(.endpoints)
        #expect(script.pass(.seconds(120)) == ["drain caches"])
        #expect(script.machine.failure?.description == "caches did not start within 2m")
    }

    @Test("case 75: with the lease lost everything is cancelled at once")
    func leaseLost() {
        var script = Script.running
        #expect(
            script.ended(.election, LeaderElection.Lost(reason: .renewalFailed))
                == ["cancel endpoints", "cancel caches", "cancel services", "cancel workers"]
        )
        for stage in [ServiceStage.workers, .services, .caches] {
            #expect(script.ended(stage, CancellationError()).isEmpty)
        }
        #expect(!script.machine.isOver)
        #expect(script.ended(.endpoints).isEmpty)
        #expect(script.machine.isOver)
        #expect(script.machine.failure?.exitCode == 1)
    }

    @Test("case 75: work that does not notice is left behind with the process")
    func deafWork() {
        var script = Script.running
        _ = script.ended(.election, LeaderElection.Lost(reason: .leaseDeleted))
        #expect(script.pass(.seconds(2)).first == "exit 1")
    }

    @Test("case 74: work that ends only when it is cancelled costs the exit code, and no lease is given back before")
    func graceExceeded() {
        var script = Script.running
        #expect(script.signal() == ["drain workers"])
        #expect(script.pass(.seconds(24)).isEmpty)
        #expect(
            script.pass(.seconds(1)) == ["cancel endpoints", "cancel caches", "cancel services", "cancel workers"]
        )
        #expect(script.ended(.endpoints).isEmpty)
        #expect(script.ended(.caches).isEmpty)
        #expect(script.ended(.services).isEmpty)
        #expect(script.ended(.workers, CancellationError()) == ["drain election"])
        #expect(script.ended(.election).isEmpty)
        #expect(script.machine.isOver)
        #expect(
            script.machine.failure?.description
                == "workers did not end within 25s and had to be cancelled"
        )
    }

    @Test("case 74: while work runs that cannot be stopped the lease is not given back")
    func leaseKept() {
        var script = Script.running
        _ = script.signal()
        _ = script.pass(.seconds(25))
        #expect(
            script.pass(.seconds(2)) == [
                "exit 1", "cancel endpoints", "cancel caches", "cancel services", "cancel election", "cancel workers",
            ]
        )
    }

    @Test("a lease that cannot be given back is left to expire")
    func releaseHangs() {
        var script = Script.running
        _ = script.signal()
        for stage in [ServiceStage.workers, .services, .caches, .endpoints] { _ = script.ended(stage) }
        #expect(script.pass(.seconds(24)).isEmpty)
        #expect(script.pass(.seconds(1)) == ["cancel election"])
        #expect(script.ended(.election, CancellationError()).isEmpty)
        #expect(script.machine.isOver)
        #expect(script.machine.failure != nil)
    }

    @Test("case 77: the second signal ends the process at once")
    func secondSignal() {
        var script = Script.running
        #expect(script.signal() == ["drain workers"])
        #expect(script.signal().first == "exit 143")
    }

    @Test("a standby gives up its place in the election when it is asked to end")
    func standby() {
        var script = Script()
        _ = script.begin()
        for stage in [ServiceStage.endpoints, .caches, .services] { _ = script.started(stage) }
        #expect(script.signal() == ["drain services"])
        _ = script.ended(.services)
        _ = script.ended(.caches)
        #expect(script.ended(.endpoints) == ["drain election"])
        #expect(script.ended(.election).isEmpty)
        #expect(script.machine.isOver)
        #expect(script.machine.failure == nil)
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

/// A server, people, bad weather, and one thread on which all of it happens.
final class World: Sendable {
    let scheduler: Scheduler
    let server: ModelServer
    /// Until when things go wrong.
    let storm: Duration

    init(seed: UInt64, keepsTrace: Bool, meddle: Bool) {
        let scheduler = Scheduler(seed: seed, keepsTrace: keepsTrace)
        let rates = scheduler.draw { FaultRates.some(using: &$0) }
        let (storm, names, pause) = scheduler.draw { random in
            (
                random.duration(.seconds(10)...(.seconds(120))), Int.random(in: 1...12, using: &random),
                random.duration(.milliseconds(100)...(.seconds(8)))
            )
        }
        self.scheduler = scheduler
        self.storm = storm
        server = ModelServer(
            [
                ModelResource(Widget.resourceType, hasStatus: true),
                ModelResource(CoreV1.ConfigMap.resourceType),
                ModelResource(CoordinationV1.Lease.resourceType),
            ],
            scheduler,
            rates: rates
        )
        scheduler.note("world", "storms for \(storm): \(rates)")
        server.collectGarbage(every: .seconds(2))
        Weather(server, until: storm).begin()
        Users(server: server, scheduler: scheduler, end: storm, names: names, pause: pause, meddle: meddle).begin()
    }

    /// Whether something happens now.
    func chance(_ probability: Double) -> Bool { scheduler.draw { $0.chance(probability) } }

    /// Lets the storm pass, and does something each second of it.
    func storm(_ everySecond: () -> Void) {
        while scheduler.now < storm, scheduler.failures.isEmpty {
            everySecond()
            scheduler.run(until: min(storm, scheduler.now + .seconds(1)))
        }
    }

    /// Lets time pass until a condition holds, which must be within a time.
    func expect(_ expectation: String, within time: Duration, _ condition: () -> Bool) {
        guard scheduler.failures.isEmpty else { return }
        let holds = scheduler.run(until: scheduler.now + time, every: .seconds(5)) {
            !scheduler.failures.isEmpty || condition()
        }
        if !holds { scheduler.fail("not within \(time): \(expectation)") }
    }

    /// Finds tasks that are still there though every process is over.
    func expectNobodyLeft() {
        guard scheduler.failures.isEmpty else { return }
        if scheduler.jobCount > 0 {
            scheduler.fail("\(scheduler.jobCount) jobs are left although all processes are over")
        }
        if scheduler.sleeperCount > 0 {
            scheduler.fail("\(scheduler.sleeperCount) tasks sleep although all processes are over")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import EventLoop
import Glibc
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime

/// A whole process: it takes part in an election, and as long as it leads it writes its epoch into a ConfigMap.
struct LeadingProbe {
    static let lease = ObjectKey(namespace: "default", name: "probe")
    static let target = ObjectKey(namespace: "default", name: "fence")

    let options: ProbeOptions

    init(_ options: ProbeOptions) {
        self.options = options
    }

    func run() async throws {
        let environment = try options.environment()
        let election = LeaderElection(Self.lease, options.election, in: environment)
        let writer = ProbeWriter(environment, election.gate)
        let group = ServiceGroup(
            [election.service, writer.service],
            process: .current(try ProcessSignals(hearing: [.interrupt, .terminate, .hangUp]))
        )
        say("begins")
        try await group.run()
        say("ends")
    }
}

/// Writes again and again, and says before each write until when it believes that it may.
struct ProbeWriter: Sendable {
    private let client: KubeClient
    private let gate: LeaderGate
    private let clock: any MonotonicClock
    private let stop = Latch<Void>()

    init(_ environment: RuntimeEnvironment, _ gate: LeaderGate) {
        self.gate = gate
        clock = environment.clock
        client = environment.client.asking(gate)
    }

    var service: Service {
        Service("writer", .workers) {
        } drain: {
            stop.open()
        } run: {
            try await run()
        }
    }

    private func run() async throws {
        // What somebody else has written since makes the first write of a late leader fail: the object is its own fence.
        var version = try await client.get(CoreV1.ConfigMap.self, LeadingProbe.target).metadata.resourceVersion
        while stop.value == nil {
            try Task.checkCancellation()
            do {
                // Before the check: what is said is when it had the right, and not when it got round to saying so.
                let (now, instant) = (WallClock.system.now, clock.now)
                let leadership = try gate.check()
                let until = now + instant.duration(to: leadership.validUntil)
                say("acts", "\(leadership.epoch)", "\(now.nanosecondsSinceEpoch)", "\(until.nanosecondsSinceEpoch)")
                version = try await write(leadership.epoch, over: version)
            } catch let error as APIError where error.isConflict {
                say("fenced")
                try await Latch<Void>().wait()
            } catch let error where !(error is CancellationError) {
                say("refused", "\(error)")
            }
            try await clock.sleep(for: .milliseconds(20))
        }
    }

    private func write(_ epoch: Int, over version: ResourceVersion?) async throws -> ResourceVersion? {
        let changes: JSONValue = [
            "metadata": ["resourceVersion": version.map { .string($0.text) } ?? .null],
            "data": ["epoch": .string("\(epoch)"), "time": .string("\(WallClock.system.now.nanosecondsSinceEpoch)")],
        ]
        let written = try await client.patch(
            CoreV1.ConfigMap.resourceType,
            LeadingProbe.target,
            .merge(changes),
            as: PartialObject.self
        )
        return written.metadata.resourceVersion
    }
}

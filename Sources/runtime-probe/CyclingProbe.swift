// SPDX-License-Identifier: Apache-2.0

import Basics
import Glibc
import HTTPServer
import KubeCore
import KubeRuntime
import Telemetry

/// Starts and stops everything again and again in one process, and says what is left open of it.
struct CyclingProbe {
    private let options: ProbeOptions
    /// What is opened once and stays.
    private let warmUps = 10

    init(_ options: ProbeOptions) {
        self.options = options
    }

    func run(_ count: Int) async throws {
        let environment = try options.environment()
        for _ in 0..<warmUps { try await cycle(environment) }
        say("before", try figures())
        for _ in 0..<count { try await cycle(environment) }
        say("after", try figures())
    }

    /// A process from its start to its end: it listens, becomes the leader, works for a moment and gives the lease back.
    private func cycle(_ shared: RuntimeEnvironment) async throws {
        var environment = shared
        environment.metrics = MetricRegistry()
        let recorder = EventRecorder(EventRecord.Reporter(controller: "probe", instance: "probe"), in: environment)
        let election = LeaderElection(LeadingProbe.lease, options.election, in: environment)
        let endpoints = ProcessEndpoints(metrics: environment.metrics)
        let address = SocketAddress.internet(host: "127.0.0.1", port: 0)
        let hasWorked = Latch<Void>()
        let worker = Service("worker", .workers) {
            hasWorked.open()
            try await Latch<Void>().wait()
        }
        let group = ServiceGroup(
            [
                endpoints.service(HTTPServerConfiguration(address: address, loopCount: 1)), recorder.service,
                election.service, worker,
            ],
            process: ServiceGroup.Process {
                try? await Latch<Void>().wait()
                return nil
            } exit: {
                exit($0)
            }
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            tasks.addTask {
                try await hasWorked.wait()
                group.stop()
            }
            try await tasks.waitForAll()
        }
    }

    /// Descriptors, threads and kilobytes of memory.
    private func figures() throws -> String {
        let descriptors = try entries(of: "/proc/self/fd")
        let threads = try entries(of: "/proc/self/task")
        return "\(descriptors) \(threads)"
    }

    private func entries(of folder: String) throws -> Int {
        guard let directory = unsafe opendir(folder) else { throw ProbeOptions.Mistake(description: "no \(folder)") }
        defer { unsafe closedir(directory) }
        var count = 0
        while unsafe readdir(directory) != nil { count += 1 }
        return count
    }
}

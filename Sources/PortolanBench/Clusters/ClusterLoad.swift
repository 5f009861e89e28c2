// SPDX-License-Identifier: Apache-2.0

internal import EventLoop
internal import KubeClient
internal import KubeCore

/// What clients do with an API server.
struct ClusterLoad: Sendable {
    private let configuration: KubeConfiguration
    private let loop: EventLoop

    init(_ configuration: KubeConfiguration, on loop: EventLoop) {
        self.configuration = configuration
        self.loop = loop
    }

    /// A client that shares no connection with another.
    func client() -> KubeClient { KubeClient(configuration, .forLoad, on: loop) }

    /// Creates objects, each client one after the other.
    func create(_ count: Int, clients: Int) async throws -> LoadReport {
        let start = ContinuousClock.now
        let latencies = try await withThrowingTaskGroup(of: [Duration].self) { group in
            for first in 0..<clients {
                group.addTask { try await create(stride(from: first, to: count, by: clients), by: client()) }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        var report = LoadReport()
        report.count = latencies.count
        report.milliseconds = start.duration(to: .now) / .milliseconds(1)
        report.latencies = Latencies(latencies)
        return report
    }

    private func create(_ numbers: StrideTo<Int>, by client: KubeClient) async throws -> [Duration] {
        var latencies: [Duration] = []
        for number in numbers {
            let start = ContinuousClock.now
            _ = try await client.create(
                Parcel.resourceType,
                namespace: Parcel.namespace,
                Parcel.object(number),
                as: Parcel.self
            )
            latencies.append(start.duration(to: .now))
        }
        return latencies
    }

    /// Lists all objects, page by page.
    func list(_ count: Int, pageSize: Int) async throws -> LoadReport {
        let client = client()
        var report = LoadReport()
        var latencies: [Duration] = []
        var options = ListOptions(limit: pageSize)
        let start = ContinuousClock.now
        repeat {
            let pageStart = ContinuousClock.now
            let page = try await client.list(
                Parcel.resourceType,
                namespace: Parcel.namespace,
                options,
                as: Parcel.self
            )
            latencies.append(pageStart.duration(to: .now))
            report.count += page.items.count
            options.continueToken = page.metadata.continueToken
        } while options.continueToken != nil
        report.milliseconds = start.duration(to: .now) / .milliseconds(1)
        report.latencies = Latencies(latencies)
        guard report.count == count else {
            throw BenchError(.badAnswers, "a list of \(count) objects has \(report.count)")
        }
        return report
    }
}

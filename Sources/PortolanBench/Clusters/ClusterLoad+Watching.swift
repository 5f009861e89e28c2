// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeClient
internal import KubeCore
internal import Synchronization

extension ClusterLoad {
    /// Opens watches of all objects, each on a connection of its own; then changes one object again and again, and
    /// reports how long it took each time from the beginning of the request until the last watcher was told.
    ///
    /// While all watches are open and nothing happens, `hold` is called.
    func watch(
        watchers: Int,
        changes: Int,
        hold: () async throws -> Void
    ) async throws -> LoadReport {
        let client = client()
        let state = try await client.list(
            Parcel.resourceType,
            namespace: Parcel.namespace,
            ListOptions(limit: 1),
            as: Parcel.self
        )
        guard let version = state.metadata.resourceVersion else {
            throw BenchError(.badAnswers, "a list without a version cannot be watched")
        }
        var watches: [WatchStream<Parcel>] = []
        for first in stride(from: 0, to: watchers, by: Self.simultaneousOpenings) {
            watches += try await open(min(Self.simultaneousOpenings, watchers - first), from: version)
        }
        try await hold()
        let told = Meeting(of: watchers)
        return try await withThrowingTaskGroup(of: LoadReport.self) { group in
            for watch in watches {
                group.addTask {
                    for try await _ in watch { told.arrive() }
                    throw BenchError(.badAnswers, "a watch has ended")
                }
            }
            group.addTask { try await measure(changes, told, by: client) }
            // The first that ends is the one that measures, or a watcher that has failed.
            let report = try await group.next()
            group.cancelAll()
            return report ?? LoadReport()
        }
    }

    /// How many watches are opened at the same time: a server that has to agree on TLS with all of them at once may
    /// not be in time for the last.
    private static let simultaneousOpenings = 50

    /// Opens watches of all objects, each on a connection of its own.
    private func open(_ count: Int, from version: ResourceVersion) async throws -> [WatchStream<Parcel>] {
        var options = WatchOptions(.after(version))
        options.allowsBookmarks = false
        return try await withThrowingTaskGroup(of: WatchStream<Parcel>.self) { [options] group in
            for _ in 0..<count {
                group.addTask {
                    try await client().watch(Parcel.resourceType, namespace: Parcel.namespace, options, as: Parcel.self)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func measure(_ changes: Int, _ told: Meeting, by client: KubeClient) async throws -> LoadReport {
        var latencies: [Duration] = []
        var moments = told.moments.makeAsyncIterator()
        for number in 0..<changes {
            let start = ContinuousClock.now
            let change = Patch.merge(["spec": ["weight": .number(.init(1_000_000 + number))]])
            _ = try await client.patch(Parcel.resourceType, Parcel.key(0), change, as: Parcel.self)
            guard let end = await moments.next() else { break }
            latencies.append(start.duration(to: end))
        }
        var report = LoadReport()
        report.count = latencies.count
        report.milliseconds = latencies.reduce(.zero, +) / .milliseconds(1)
        report.latencies = Latencies(latencies)
        return report
    }
}

/// A place where many meet again and again; it is known when the last of them came.
private final class Meeting: Sendable {
    /// When the last one came, each time.
    let moments: AsyncStream<ContinuousClock.Instant>
    private let announce: AsyncStream<ContinuousClock.Instant>.Continuation
    private let missing: Mutex<Int>
    private let size: Int

    init(of size: Int) {
        self.size = size
        missing = Mutex(size)
        (moments, announce) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func arrive() {
        let isLast = missing.withLock { missing in
            missing -= 1
            guard missing == 0 else { return false }
            missing = size
            return true
        }
        if isLast { announce.yield(.now) }
    }
}

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
        let open = Meeting(of: watchers)
        let told = Meeting(of: watchers)
        return try await withThrowingTaskGroup { group in
            for _ in 0..<watchers { group.addTask { try await watch(from: version, open, told) } }
            var openings = open.moments.makeAsyncIterator()
            _ = await openings.next()
            try await hold()
            let report = try await measure(changes, told, by: client)
            group.cancelAll()
            return report
        }
    }

    /// Watches until it is cancelled.
    private func watch(from version: ResourceVersion, _ open: Meeting, _ told: Meeting) async throws {
        var options = WatchOptions(.after(version))
        options.allowsBookmarks = false
        let events = try await client().watch(
            Parcel.resourceType,
            namespace: Parcel.namespace,
            options,
            as: Parcel.self
        )
        open.arrive()
        for try await _ in events { told.arrive() }
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

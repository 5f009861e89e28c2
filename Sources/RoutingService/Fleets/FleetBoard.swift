// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import KubeRuntime
package import PortolanAPI
package import PortolanRouting
internal import Synchronization
internal import Telemetry

/// The fleets as the stores have them, for everybody to decide by: one writer, and readers who never wait for it.
///
/// Changes are taken over as they come, all that are there at once; who reads sees the atlas before or after, and never
/// a mixture. When the API server is away, the last atlas stays.
package final class FleetBoard: Sendable {
    private let labels: ObjectStore<ExecutionClusterLabel>
    private let dataplanes: ObjectStore<DataplaneCluster>
    private let environment: RuntimeEnvironment
    private let meter: FleetMeter
    private let shown: Mutex<FleetAtlas>
    /// Held by whoever makes the next atlas of the present one.
    private let writing = Mutex(())
    private let bell = Bell()
    private let settings: RoutingSettings

    /// A board of what two stores hold.
    package init(
        _ labels: ObjectStore<ExecutionClusterLabel>,
        _ dataplanes: ObjectStore<DataplaneCluster>,
        _ settings: RoutingSettings,
        _ environment: RuntimeEnvironment
    ) {
        self.labels = labels
        self.dataplanes = dataplanes
        self.settings = settings
        self.environment = environment
        meter = FleetMeter(environment.metrics)
        shown = Mutex(FleetAtlas(settings))
    }

    /// The fleets now.
    package var atlas: FleetAtlas { shown.withLock { $0 } }

    /// Whether everything that there is has been taken over once.
    package var isReady: Bool { atlas.edition > 0 }

    /// Waits until ``isReady``.
    package func ready() async throws {
        try await bell.wait { isReady ? () : nil }
    }

    /// Fails until everything that there is has been taken over once.
    package func checkReadiness() throws {
        guard isReady else { throw Problem.unavailable("the fleets have not been read yet") }
    }

    /// Takes over what the stores have, until the task is cancelled.
    package func run() async throws {
        try await labels.usable()
        try await dataplanes.usable()
        let unread = labels.scope.namespaces.filter { !isSynced($0) }
        let (presentLabels, labelChanges) = labels.follow()
        let (presentDataplanes, dataplaneChanges) = dataplanes.follow()
        defer {
            labelChanges.close()
            dataplaneChanges.close()
        }
        var atlas = FleetAtlas(settings)
        publish(&atlas) { atlas in
            atlas.add(presentLabels.all, presentDataplanes.all)
            atlas.setUnread(unread)
        }
        try await withThrowingTaskGroup { group in
            group.addTask {
                while true {
                    let changes = try await labelChanges.next()
                    self.takeOver { atlas in
                        for change in changes { atlas.set(change.new, at: change.key) }
                    }
                }
            }
            group.addTask {
                while true {
                    let changes = try await dataplaneChanges.next()
                    self.takeOver { atlas in
                        for change in changes { atlas.set(change.new, at: change.key) }
                    }
                }
            }
            for namespace in unread {
                group.addTask { try await self.read(namespace) }
            }
            for try await _ in group {}
        }
    }

    private func isSynced(_ namespace: String) -> Bool {
        labels.isSynced(in: namespace) && dataplanes.isSynced(in: namespace)
    }

    /// Takes over a fleet that could not be had at the beginning, as soon as all of it is there.
    private func read(_ namespace: String) async throws {
        try await labels.part(in: namespace).synced()
        try await dataplanes.part(in: namespace).synced()
        takeOver { atlas in
            atlas.add(labels.snapshot.objects(in: namespace), dataplanes.snapshot.objects(in: namespace))
            atlas.setRead(namespace)
        }
    }

    /// Changes a copy, and shows it when it is whole.
    private func takeOver(_ body: (inout FleetAtlas) -> Void) {
        writing.withLock { _ in
            var atlas = self.atlas
            publish(&atlas, body)
        }
    }

    private func publish(_ atlas: inout FleetAtlas, _ body: (inout FleetAtlas) -> Void) {
        let start = environment.clock.now
        body(&atlas)
        meter.built(atlas, in: start.duration(to: environment.clock.now))
        let whole = atlas
        shown.withLock { $0 = whole }
        bell.ring()
    }
}

/// What there is to measure of the fleets.
private struct FleetMeter: Sendable {
    private let builds: Histogram
    private let rules: Gauge
    private let dataplanes: Gauge

    init(_ metrics: MetricRegistry) {
        builds = metrics.histogram(
            "portolan_routing_snapshot_build_seconds",
            help: "How long it took to make the fleets that routing decides by.",
            buckets: .exponential(from: 0.000_01, factor: 4, count: 10)
        )
        rules = metrics.gauge("portolan_routing_labels", help: "How many ExecutionClusterLabels routing knows.")
        dataplanes = metrics.gauge("portolan_routing_dataplanes", help: "How many DataplaneClusters routing knows.")
    }

    func built(_ atlas: FleetAtlas, in duration: Duration) {
        builds.observe(duration)
        rules.set(Double(atlas.ruleCount))
        dataplanes.set(Double(atlas.dataplaneCount))
    }
}

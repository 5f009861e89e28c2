// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import EventLoop
internal import FileKit
internal import Glibc
internal import JSONKit
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import KubeServer
internal import PortolanAPI
internal import Telemetry

/// A whole fleet in one process: a control plane, dataplanes, the operator and the routing service.
package struct Laptop: Sendable {
    /// What a person may choose.
    package struct Options: Sendable {
        /// The folder that keeps everything.
        package var folder = LaptopFolder(".portolan")
        /// How many dataplanes there are.
        package var dataplanes = 2
        /// Where the routing service listens.
        package var routingBind = "127.0.0.1:0"
        /// Where `/metrics` and the like are.
        package var metricsBind = "127.0.0.1:0"

        package init() {}
    }

    private let options: Options
    private let control: LaptopCluster
    private let clusters: [LaptopCluster]
    private let flyteAdmin = LaptopFlyteAdmin()

    /// A fleet that does not run yet.
    package init(_ options: Options) throws {
        guard (0...50).contains(options.dataplanes) else {
            throw LaptopError("--dataplanes: \(options.dataplanes) is not between 0 and 50")
        }
        self.options = options
        control = LaptopCluster("control-plane", in: options.folder, with: LaptopManifests.controlPlane)
        clusters = (1...max(1, options.dataplanes)).prefix(options.dataplanes).map { number in
            LaptopCluster("dataplane-\(number)", in: options.folder, with: LaptopManifests.dataplane)
        }
    }

    /// Runs until a signal asks it to stop; `report` gets the lines that a person reads.
    package func run(report: @escaping @Sendable (String) throws -> Void) async throws {
        DescriptorLimit.raise()
        if let process = options.folder.runningProcess, process != getpid() {
            throw LaptopError(
                "the fleet of \(options.folder.path) runs already, as process \(process); portolan down ends it"
            )
        }
        try options.folder.make()
        let signals = try ProcessSignals(hearing: [.interrupt, .terminate, .hangUp])
        try await withThrowingTaskGroup { group in
            for cluster in clusters + [control] { group.addTask { try await cluster.run() } }
            group.addTask { try await flyteAdmin.run() }
            group.addTask { try await operate(.current(signals), report) }
            defer { options.folder.endRunning() }
            // Clusters run until they are cancelled: whatever ends first ends everything.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Sets the fleet up, and runs the operator until it is asked to stop.
    private func operate(
        _ process: ServiceGroup.Process,
        _ report: @escaping @Sendable (String) throws -> Void
    ) async throws {
        let access = try await control.opened
        try access.write(to: options.folder.kubeconfig)
        let environment = try makeEnvironment(access)
        try await setUp(environment.client)
        let ending = Latch<Void>()
        var configuration = configuration
        configuration.flyte.adminEndpoint = try await flyteAdmin.endpoint
        let parts = try OperatorParts(configuration, environment, ending: ending)
        let group = ServiceGroup(
            parts.services + services(parts, report),
            process: process,
            ending: ending,
            logger: environment.logger
        )
        try await group.run()
        try report("Everything is kept in \(options.folder.path); portolan up goes on with it.")
    }

    private var configuration: OperatorConfiguration {
        var configuration = OperatorConfiguration()
        configuration.leaderElection.isEnabled = false
        configuration.routing.bind = options.routingBind
        configuration.routing.access = .everybody
        configuration.metrics.bind = options.metricsBind
        configuration.metrics.debug = true
        configuration.flyte.isEnabled = true
        // Nothing runs pods here, so that there is nothing to start again.
        configuration.flyte.rollouts = []
        configuration.dataplanes.allowedAddresses = ["127.0.0.0/8"].compactMap { IPNetwork($0) }
        return configuration
    }

    private func makeEnvironment(_ access: ControlPlaneAccess) throws -> RuntimeEnvironment {
        let path = options.folder.log
        let log = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard log >= 0 else { throw FileError("write", path, number: errno) }
        let logger = Logger(
            room: "portolan",
            Logging(levels: LogLevels(), sink: LineSink(format: .terminal(isColored: false), descriptor: log))
        )
        let client = KubeClient(
            try access.clientConfiguration(),
            KubeClientOptions(userAgent: "portolan"),
            on: try EventLoop(name: "client")
        )
        var environment = RuntimeEnvironment(client: client)
        environment.logger = logger
        environment.metrics = MetricRegistry(logger: logger)
        return environment
    }

    /// What runs beside the operator.
    private func services(
        _ parts: OperatorParts,
        _ report: @escaping @Sendable (String) throws -> Void
    ) -> [Service] {
        let dataplanes = parts.stores.store(of: DataplaneCluster.self)
        let outages = LaptopOutages(clusters: clusters, dataplanes: dataplanes)
        let news = LaptopNews(dataplanes: dataplanes, clock: .system, report: report)
        return [
            Service("outages", .services) { try await outages.run() },
            Service("news", .workers) { [self] in
                let greeting = LaptopGreeting(
                    folder: options.folder,
                    dataplanes: clusters.map(\.name),
                    routing: "\(try await parts.routingAddress.wait())",
                    flyteAdmin: try await flyteAdmin.endpoint,
                    metrics: "\(try await parts.metricsAddress.wait())"
                )
                try options.folder.beginRunning(greeting.text)
                try report(greeting.text)
                try await news.run()
            },
        ]
    }

    /// Makes the fleet in the control plane, or finds it again.
    private func setUp(_ client: KubeClient) async throws {
        let isNew = try await client.list(DataplaneCluster.resourceType, namespace: LaptopManifests.namespace).items
            .isEmpty
        for cluster in clusters {
            let access = try await cluster.opened
            try access.write(to: options.folder.kubeconfig(of: cluster.name), named: cluster.name)
            try await apply(LaptopManifests.bootstrap(cluster.name, access), CoreV1.Secret.resourceType, client)
            try await apply(LaptopManifests.location(cluster.name, access), DataplaneCluster.resourceType, client)
        }
        guard isNew else { return }
        for manifest in LaptopManifests.fleet(clusters.map(\.name)) {
            let isLabel = manifest["kind"]?.string == "ExecutionClusterLabel"
            let type = isLabel ? ExecutionClusterLabel.resourceType : DataplaneCluster.resourceType
            try await apply(manifest, type, client, as: "portolan-example")
        }
    }

    private func apply(
        _ manifest: JSONObject,
        _ type: ResourceType,
        _ client: KubeClient,
        as manager: String = "portolan-up"
    ) async throws {
        let object = DynamicObject(manifest)
        let options = ApplyOptions(fieldManager: manager, isForced: true)
        try await client.apply(type, object.key, object, options, as: PartialObject.self)
    }
}

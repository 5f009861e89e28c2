// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import EventLoop
import Flyte
import FlyteSimulator
import HTTPClient
import HTTPCore
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import PortolanAPI
import PortolanControllers
import Telemetry
import TestSupport

/// A control plane with Portolan's kinds, a flyteadmin, and the controllers between them.
struct FlyteStage: Sendable {
    /// What a test wants to be otherwise.
    struct Options: Sendable {
        /// Whether flyteadmin is told labels.
        var isToldLabels = true
        /// Whether the files are written.
        var writesFiles = false
        var output = FlyteOutputSettings("flyte")
        var labels = FlyteLabelController.Pacing()
        /// The projects that flyteadmin knows; nil for all.
        var projects: Set<String>?
    }

    let admin: KubeClient
    let simulator: FlyteAdminSimulator
    let audit: AuditLog
    /// Everything that the controllers log, at all levels, and what they count.
    let sink = RecordingSink()
    let metrics = MetricRegistry()
    private let options: Options
    private let access: ControlPlaneAccess
    private let loop: EventLoop

    /// Runs a test with the controllers at work; `before` comes before they start.
    static func run(
        _ options: Options = Options(),
        before: @escaping @Sendable (FlyteStage) async throws -> Void = { _ in },
        _ body: @escaping @Sendable (FlyteStage) async throws -> Void
    ) async throws {
        var configuration = ControlPlaneConfiguration()
        let audit = AuditLog(remembering: 100_000)
        configuration.audit = audit
        let plane = try ControlPlane(configuration)
        let access = Latch<ControlPlaneAccess>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await plane.run { access.set($0) } }
            let stage = try FlyteStage(try await access.wait(), audit, options)
            try await plane.apply(KindDefinition.all.compactMap(\.manifest.object) + [Self.namespace])
            try await before(stage)
            try await stage.perform(body)
            group.cancelAll()
        }
    }

    private static let namespace: JSONObject = [
        "apiVersion": "v1", "kind": "Namespace", "metadata": ["name": "flyte"],
    ]

    private init(_ access: ControlPlaneAccess, _ audit: AuditLog, _ options: Options) throws {
        self.access = access
        self.audit = audit
        self.options = options
        loop = try EventLoop(name: "test")
        simulator = FlyteAdminSimulator(projects: options.projects)
        admin = try Self.client(access, "admin", on: loop)
    }

    private static func client(_ access: ControlPlaneAccess, _ name: String, on loop: EventLoop) throws -> KubeClient {
        var configuration = KubeConfiguration(server: try HTTPURL(parsing: access.server), origin: "a test")
        configuration.server.target = ""
        configuration.certificateAuthorities = .inline(Array(access.authority.pem.utf8))
        configuration.identity = KubeConfiguration.Identity(
            certificate: .inline(Array(access.client.chainPEM.utf8)),
            privateKey: .inline(Array(try access.client.privateKey.pem.exposed.utf8))
        )
        var options = KubeClientOptions(userAgent: name)
        options.retries.maximumAttempts = 1
        return KubeClient(configuration, options, on: loop)
    }

    /// Runs the controllers while a test does something; to be done again for a process that is started again.
    func perform(_ body: @escaping @Sendable (FlyteStage) async throws -> Void) async throws {
        var environment = RuntimeEnvironment(client: try Self.client(access, "portolan", on: loop))
        environment.clock = HastyClock()
        environment.logger = Logger(room: "test", Logging(levels: LogLevels(.trace), sink: sink))
        environment.metrics = metrics
        let stores = StoreCatalogue(environment)
        let events = EventRecorder(.init(controller: "portolan.dev/operator", instance: "test"), in: environment)
        let services = try controllers(stores, events, environment)
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { await stores.run() }
            group.addTask { try await events.run() }
            for service in services { group.addTask { try await service() } }
            try await body(self)
        }
    }

    private func controllers(
        _ stores: StoreCatalogue,
        _ events: EventRecorder,
        _ environment: RuntimeEnvironment
    ) throws -> [@Sendable () async throws -> Void] {
        let labels = stores.store(of: ExecutionClusterLabel.self)
        let dataplanes = stores.store(of: DataplaneCluster.self)
        let told = options.isToldLabels ? "flyte" : nil
        let labelController = LabelController(labels, dataplanes, flyteNamespace: told, environment).controller()
        var runs: [@Sendable () async throws -> Void] = [{ try await labelController.run() }]
        if options.isToldLabels {
            let transport = InProcessTransport(simulator.handler)
            let flyteadmin = FlyteAdmin(HTTPURL(scheme: .http, host: "flyteadmin"), transport)
            let telling = FlyteLabelController(
                "flyte",
                stores,
                labels,
                flyteadmin,
                events,
                environment,
                pacing: options.labels
            ).controller()
            runs.append { try await telling.run() }
        }
        if options.writesFiles {
            let output = try FlyteOutputController(options.output, stores, dataplanes, events, environment).controller()
            runs.append { try await output.run() }
        }
        return runs
    }

    /// What the controllers have written of a resource, in order.
    func writes(_ verbs: Set<String>, of resource: String) -> [AuditRecord] {
        audit.records { record in
            record.stage == .responseComplete && (200..<300).contains(record.code) && verbs.contains(record.verb)
                && record.object?.resource == resource && record.userAgent == "portolan"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
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
///
/// Where `KUBEBUILDER_ASSETS` names a folder the control plane is a real one, in which the stage has a namespace of its own.
struct FlyteStage: Sendable {
    /// What a test wants to be otherwise.
    struct Options: Sendable {
        /// Whether flyteadmin is told labels.
        var isToldLabels = true
        /// Whether the files are written.
        var writesFiles = false
        var takesOver = false
        /// How long the files wait for more changes.
        var pacing = FlyteOutputSettings("").pacing
        var labels = FlyteLabelController.Pacing()
        /// The projects that flyteadmin knows; nil for all.
        var projects: Set<String>?
    }

    /// Where everything is.
    let namespace: String
    let admin: KubeClient
    let simulator: FlyteAdminSimulator
    /// Everything that the controllers log, at all levels, and what they count.
    let sink = RecordingSink()
    let metrics = MetricRegistry()
    private let options: Options
    private let plane: any Plane
    private let access: ControlPlaneAccess
    private let loop: EventLoop

    /// Runs a test with the controllers at work; `before` comes before they start.
    static func run(
        _ options: Options = Options(),
        before: @escaping @Sendable (FlyteStage) async throws -> Void = { _ in },
        _ body: @escaping @Sendable (FlyteStage) async throws -> Void
    ) async throws {
        let name = StagePlanes.newName()
        let plane = try StagePlanes.control(name)
        try await plane.use { access in
            let stage = try FlyteStage(name, plane, access, options)
            try await stage.admin.install(
                KindDefinition.all.compactMap(\.manifest.object) + [
                    ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]]
                ]
            )
            try await before(stage)
            try await stage.perform(body)
        }
    }

    private init(_ name: String, _ plane: any Plane, _ access: ControlPlaneAccess, _ options: Options) throws {
        namespace = name
        self.plane = plane
        self.access = access
        self.options = options
        loop = try EventLoop(name: "test")
        simulator = FlyteAdminSimulator(projects: options.projects)
        admin = try Self.client(access, "admin", on: loop)
    }

    private static func client(_ access: ControlPlaneAccess, _ name: String, on loop: EventLoop) throws -> KubeClient {
        var options = KubeClientOptions(userAgent: name)
        options.retries.maximumAttempts = 1
        return KubeClient(try access.configuration(), options, on: loop)
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
        let labels = stores.store(of: ExecutionClusterLabel.self, in: [namespace])
        let dataplanes = stores.store(of: DataplaneCluster.self, in: [namespace])
        let told = options.isToldLabels ? namespace : nil
        let labelController = LabelController(labels, dataplanes, flyteNamespace: told, environment).controller()
        var runs: [@Sendable () async throws -> Void] = [{ try await labelController.run() }]
        if options.isToldLabels {
            let transport = InProcessTransport(simulator.handler)
            let flyteadmin = FlyteAdmin(HTTPURL(scheme: .http, host: "flyteadmin"), transport)
            let telling = FlyteLabelController(
                namespace,
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
            var settings = FlyteOutputSettings(namespace)
            settings.takesOver = options.takesOver
            settings.pacing = options.pacing
            let output = try FlyteOutputController(settings, stores, dataplanes, events, environment).controller()
            runs.append { try await output.run() }
        }
        return runs
    }

    /// What the controllers have written of a resource, in order.
    func writes(_ verbs: Set<String>, of resource: String) -> [AuditRecord] {
        plane.requests { record in
            record.stage == .responseComplete && (200..<300).contains(record.code) && verbs.contains(record.verb)
                && record.object?.resource == resource && record.userAgent == "portolan"
        }
    }
}

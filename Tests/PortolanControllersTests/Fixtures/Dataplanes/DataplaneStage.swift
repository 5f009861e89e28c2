// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
import Dataplanes
import EventLoop
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import PortolanAPI
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import PortolanControllers

/// A control plane with an operator in this process, and dataplanes, all over TLS with authorities of their own.
///
/// Without `KUBEBUILDER_ASSETS` all servers are embedded ones, of this test alone. With it they are real, and shared with
/// other tests unless this one breaks them: what is made there goes by names that only this stage has.
final class DataplaneStage: Sendable {
    /// May do everything in a dataplane that knows it.
    static let rootToken = "root-canary-2b7e151628aed2a6"

    /// Where everything is, in the control plane and, but for what the operator makes for the whole cluster, in dataplanes.
    let namespace: String
    let control: any Plane
    let dataplanes: [any Plane]
    let loop: EventLoop
    let admin: KubeClient
    /// A user of each dataplane who may do everything there, and one who may do nothing.
    let users: [DataplaneUsers]
    let sink = RecordingSink()
    let metrics = MetricRegistry()
    let pages = DebugPages()
    /// The operator, which is ended by cancelling it: nothing is tidied up.
    let life = Restartable(isWanted: false)
    private let settings: DataplaneSettings
    private let present = Mutex<DataplaneController?>(nil)
    /// By how much the operator's clock is ahead of others.
    private let skew = FaultPlan()

    private init(_ name: String, _ planes: StagePlanes, _ setup: Setup) async throws {
        namespace = name
        control = planes.control
        dataplanes = planes.dataplanes
        settings = setup.settings(in: name)
        loop = try EventLoop(name: "test")
        admin = try await control.access.client("test", on: loop)
        try await admin.install(
            [DataplaneCluster.definition.manifest.object ?? [:]]
                + [name, settings.argoCDNamespace].compactMap(\.self).map { name in
                    ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]]
                }
        )
        var users: [DataplaneUsers] = []
        for plane in dataplanes {
            users.append(try await DataplaneUsers(of: plane, marked: name, on: loop))
        }
        self.users = users
    }

    /// What a test wants to be otherwise than in others.
    struct Setup: Sendable {
        /// Where everything is, if that is not to be a namespace that only this stage has.
        var namespace: String?
        var deletionPatience = Duration.seconds(600)
        var requestTimeout = Duration.seconds(5)
        /// Each costs dozens of requests, and other suites run at the same time.
        var repairInterval = Duration.seconds(2)
        var tellsArgoCD = false
        /// What the dataplanes grant.
        var longestTokenLifetime: Duration?
        var breaks = StagePlanes.Breakage.nothing

        func settings(in namespace: String) -> DataplaneSettings {
            var settings = DataplaneSettings()
            settings.namespaces = [namespace]
            settings.addresses = AddressPolicy(allowing: [IPNetwork("127.0.0.0/8")].compactMap(\.self))
            settings.repairInterval = repairInterval
            settings.requestTimeout = requestTimeout
            settings.deletionPatience = deletionPatience
            settings.argoCDNamespace = tellsArgoCD ? "\(namespace)-argocd" : nil
            return settings
        }
    }

    /// Runs a test with an operator that runs.
    static func run(
        dataplanes count: Int = 1,
        _ setup: Setup = Setup(),
        _ body: @escaping @Sendable (DataplaneStage) async throws -> Void
    ) async throws {
        let name = setup.namespace ?? StagePlanes.newName()
        let planes = try StagePlanes(name, dataplanes: count, setup)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for plane in [planes.control] + planes.dataplanes { group.addTask { try await plane.run() } }
            group.addTask {
                try await perform(DataplaneStage(name, planes, setup), body)
                throw Finished()
            }
            do {
                while try await group.next() != nil {}
            } catch is Finished {
                group.cancelAll()
                while case .some = await group.nextResult() {}
            }
        }
    }

    private static func perform(
        _ stage: DataplaneStage,
        _ body: @escaping @Sendable (DataplaneStage) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await stage.life.run { try await stage.operate() } }
            stage.life.start()
            group.addTask { try await body(stage) }
            try await group.next()
        }
    }

    private struct Finished: Error {}

    /// One life of the operator.
    private func operate() async throws {
        var environment = RuntimeEnvironment(client: try await control.access.client("operator", on: loop))
        environment.logger = Logger(room: "portolan", Logging(levels: LogLevels(.trace), sink: sink))
        environment.metrics = metrics
        environment.wallClock = skew.clock()
        let stores = StoreCatalogue(environment)
        let events = EventRecorder(.init(controller: "portolan.dev/operator", instance: "test"), in: environment)
        let gate = LeaderGate.alwaysOpen(clock: environment.clock)
        let controller = DataplaneController(settings, stores, events, environment, gate: gate, on: loop)
        controller.addPages(to: pages)
        stores.addPage(to: pages)
        present.withLock { $0 = controller }
        let process = ServiceGroup.Process {
            try? await Latch<Void>().wait()
            return nil
        } exit: { _ in
        }
        try await ServiceGroup([stores.service, events.service] + controller.services, process: process).run()
    }

    /// Has the operator's clock leap ahead of all others.
    func leap(by duration: Duration) {
        skew.clockSkew += duration
    }

    /// The controller of the present life.
    var controller: DataplaneController? { present.withLock { $0 } }
}

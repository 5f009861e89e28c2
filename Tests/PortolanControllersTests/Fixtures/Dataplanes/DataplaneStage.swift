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
final class DataplaneStage: Sendable {
    static let namespace = "flyte"
    /// May do everything in every dataplane.
    static let rootToken = "root-canary-2b7e151628aed2a6"
    /// May do in a dataplane what somebody lets it.
    static let guestToken = "guest-canary-abf7158809cf4f3c"

    let control: EmbeddedPlane
    let dataplanes: [EmbeddedPlane]
    let loop: EventLoop
    let admin: KubeClient
    let sink = RecordingSink()
    let metrics = MetricRegistry()
    let pages = DebugPages()
    /// The operator, which is ended by cancelling it: nothing is tidied up.
    let life = Restartable(isWanted: false)
    private let settings: DataplaneSettings
    private let present = Mutex<DataplaneController?>(nil)

    private init(_ control: EmbeddedPlane, _ dataplanes: [EmbeddedPlane], _ settings: DataplaneSettings) async throws {
        self.control = control
        self.dataplanes = dataplanes
        self.settings = settings
        loop = try EventLoop(name: "test")
        admin = try await control.access.client("test", on: loop)
        try await control.plane.apply([
            ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(Self.namespace)]],
            DataplaneCluster.definition.manifest.object ?? [:],
        ])
        for plane in dataplanes { _ = try await plane.access }
    }

    /// What a test wants to be otherwise than in others.
    struct Setup: Sendable {
        var deletionPatience = Duration.seconds(600)
        var requestTimeout = Duration.seconds(5)
        /// Each costs dozens of requests, and other suites run at the same time.
        var repairInterval = Duration.seconds(2)
        var argoCDNamespace: String?
        /// What the dataplanes grant.
        var longestTokenLifetime: Duration?

        var settings: DataplaneSettings {
            var settings = DataplaneSettings()
            settings.addresses = AddressPolicy(allowing: [IPNetwork("127.0.0.0/8")].compactMap(\.self))
            settings.repairInterval = repairInterval
            settings.requestTimeout = requestTimeout
            settings.deletionPatience = deletionPatience
            settings.argoCDNamespace = argoCDNamespace
            return settings
        }
    }

    /// Runs a test with an operator that runs.
    static func run(
        dataplanes count: Int = 1,
        _ setup: Setup = Setup(),
        _ body: @escaping @Sendable (DataplaneStage) async throws -> Void
    ) async throws {
        let planes = (0..<count).map { _ in
            EmbeddedPlane { configuration in
                let root = UserInfo(name: "root", groups: [UserInfo.mastersGroup])
                configuration.tokens.add(root, token: Secret(rootToken))
                configuration.tokens.add(UserInfo(name: "guest"), token: Secret(guestToken))
                configuration.longestTokenLifetime = setup.longestTokenLifetime
            }
        }
        let control = EmbeddedPlane()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await control.run() }
            for plane in planes { group.addTask { try await plane.run() } }
            let stage = try await DataplaneStage(control, planes, setup.settings)
            group.addTask { try await stage.life.run { try await stage.operate() } }
            stage.life.start()
            group.addTask {
                try await body(stage)
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

    private struct Finished: Error {}

    /// One life of the operator.
    private func operate() async throws {
        var environment = RuntimeEnvironment(client: try await control.access.client("operator", on: loop))
        environment.logger = Logger(room: "portolan", Logging(levels: LogLevels(.trace), sink: sink))
        environment.metrics = metrics
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

    /// The controller of the present life.
    var controller: DataplaneController? { present.withLock { $0 } }
}

// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Flyte
package import KubeCore
package import KubeRuntime
package import PortolanAPI
internal import Synchronization
internal import Telemetry

/// Writes what Flyte reads of a fleet, and has its programs started again when that has changed.
///
/// The order matters, for a program may start at any moment and ends when a file is missing: first the credentials, then
/// what names them; and credentials of dataplanes that are gone stay until no pod reads of them any more.
package final class FlyteOutputController: Sendable {
    private let settings: FlyteOutputSettings
    private let stores: FlyteStores
    private let objects: FlyteObjects
    private let environment: RuntimeEnvironment
    private let gate: LeaderGate?
    private let news: FlyteNews
    private let rollouts: Mutex<RolloutMachine>

    /// A controller of the fleet that the settings name; without a gate the process is taken for the only one of its kind.
    package init(
        _ settings: FlyteOutputSettings,
        _ stores: StoreCatalogue,
        _ dataplanes: ObjectStore<DataplaneCluster>,
        _ events: EventRecorder,
        _ environment: RuntimeEnvironment,
        gate: LeaderGate? = nil
    ) throws {
        self.settings = settings
        self.stores = try FlyteStores(settings, stores, dataplanes)
        self.environment = environment
        self.gate = gate
        objects = FlyteObjects(namespace: settings.namespace)
        news = FlyteNews(settings.namespace, events, environment.metrics)
        rollouts = Mutex(RolloutMachine(settings.pacing))
    }

    /// The controller, whose only object is the namespace of the fleet.
    package func controller() -> Controller<CoreV1.Namespace> {
        var controllerSettings = ControllerSettings()
        controllerSettings.fieldManager = PortolanNames.fieldManager
        controllerSettings.workers = 1
        return Controller(
            "flyte-output",
            of: stores.namespaces,
            triggers: stores.triggers,
            environment,
            settings: controllerSettings,
            gate: gate
        ) { pass in
            try await self.reconcile(pass)
        }
    }

    private func reconcile(_ pass: Pass<CoreV1.Namespace>) async throws -> PassOutcome {
        guard let namespace = pass.object, !namespace.metadata.isBeingDeleted else { return .done }
        let export = FlyteExport(stores.fleet, defaultLabel: settings.defaultLabel)
        var troubles = export.problems.map { FlyteNews.Trouble($0) }
        defer { news.tell(troubles, stores.dataplanes.snapshot, pass.logger) }
        guard export.obstacle == nil else { return .done }
        let step = nextStep(export)
        if let conflict = try await write(export, step, pass) {
            troubles.append(conflict)
            return .again(after: settings.retry)
        }
        troubles += missingPrograms
        switch step {
        case .done: return .done
        case .waitFor(let name):
            if let stuck = standstill(of: name) { troubles.append(stuck) }
            // Its pods are noticed when they work; that they do not is noticed by nobody else.
            return .again(after: settings.retry)
        case .wait(let duration): return .again(after: duration)
        case .restart(let name): return try await restart(name, export, pass)
        }
    }

    private func nextStep(_ export: FlyteExport) -> RolloutMachine.Step {
        let programs = stores.programs(at: environment.wallClock.now)
        let now = environment.clock.now
        return rollouts.withLock { $0.step(towards: export.configuration, programs, at: now) }
    }

    private func standstill(of name: String) -> FlyteNews.Trouble? {
        let (now, limit) = (environment.clock.now, settings.pacing.standstill)
        guard let duration = rollouts.withLock({ $0.standstill(at: now) }), duration >= limit else { return nil }
        return FlyteNews.Trouble(
            reason: "RolloutStuck",
            message: "the pods of the Deployment \"\(name)\" that were made with the present configuration have not "
                + "come to work for more than \(limit.readable): no other program is started again before they do"
        )
    }

    /// Writes the objects; what somebody else owns is not touched, and said.
    private func write(
        _ export: FlyteExport,
        _ step: RolloutMachine.Step,
        _ pass: Pass<CoreV1.Namespace>
    ) async throws -> FlyteNews.Trouble? {
        let present = stores.secret.snapshot[objects.key(FlyteCredentials.secretName)]?.data ?? [:]
        let secret = objects.secret(export, keeping: step == .done ? [:] : present)
        if let conflict = try await apply(CoreV1.Secret.resourceType, secret, pass) { return conflict }
        for name in FlyteOutputSettings.configMaps {
            let configMap = objects.configMap(name, export)
            if let conflict = try await apply(CoreV1.ConfigMap.resourceType, configMap, pass) { return conflict }
        }
        return nil
    }

    private func apply(
        _ type: ResourceType,
        _ intent: DynamicObject,
        _ pass: Pass<CoreV1.Namespace>
    ) async throws -> FlyteNews.Trouble? {
        do {
            _ = try await pass.writer.apply(type, intent, isForced: settings.takesOver)
            return nil
        } catch let error as APIError where error.isFieldManagerConflict {
            let owners = error.causes.map(\.message).joined(separator: ", ")
            return FlyteNews.Trouble(
                reason: "OwnedByAnother",
                message:
                    "the \(type.kind) \"\(intent.key.name)\" is somebody else's (\(owners)): Flyte is told nothing "
                    + "until the operator's configuration says flyte.takeOver: true, or they let go of it"
            )
        }
    }

    private func restart(
        _ name: String,
        _ export: FlyteExport,
        _ pass: Pass<CoreV1.Namespace>
    ) async throws -> PassOutcome {
        let deployment = try await pass.writer.patch(
            AppsV1.Deployment.resourceType,
            objects.key(name),
            objects.restart(export)
        )
        pass.logger.info("has pods replaced", ["deployment": "\(name)", "configuration": "\(export.configuration)"])
        news.tellRestart(deployment, export.configuration)
        return .done
    }

    private var missingPrograms: [FlyteNews.Trouble] {
        let known = Set(stores.programs(at: environment.wallClock.now).map(\.name))
        return settings.rollouts.filter { !known.contains($0) }.map { name in
            FlyteNews.Trouble(
                reason: "DeploymentMissing",
                message:
                    "there is no Deployment \"\(name)\" to start again: if Flyte's programs have other names here, "
                    + "the operator's configuration says them as flyte.rollouts"
            )
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
package import EventLoop
internal import HTTPClient
package import KubeClient
package import KubeCore
package import KubeRuntime
internal import PortolanAPI
internal import Telemetry

/// Looks after all dataplanes, as a part of the operator that only the leader runs.
package struct DataplaneController: Sendable {
    private let controller: Controller<DataplaneCluster>
    private let watch: DataplaneWatch
    private let desk = DataplaneDesk()

    /// A controller over the stores of a catalogue.
    package init(
        _ settings: DataplaneSettings,
        _ stores: StoreCatalogue,
        _ events: EventRecorder,
        _ environment: RuntimeEnvironment,
        gate: LeaderGate,
        on loop: EventLoop
    ) {
        let dataplanes = stores.store(
            of: DataplaneCluster.self,
            namespace: settings.namespace,
            indexes: [.bootstrap, DataplanePool.index]
        )
        let secrets = stores.credentialSecrets(in: settings.namespace)
        let meter = DataplaneMeter(environment.metrics)
        let watch = DataplaneWatch(suspectShare: settings.suspectShare, environment, meter)
        let reconciler = DataplaneReconciler(
            settings: settings,
            environment: environment,
            gate: gate,
            secrets: secrets,
            desk: desk,
            watch: watch,
            meter: meter,
            news: DataplaneNews(events: events),
            loop: loop,
            connections: HTTPClient(.manyServers, on: loop)
        )
        var controllerSettings = ControllerSettings()
        controllerSettings.fieldManager = PortolanNames.fieldManager
        // A pass waits for a server now and then; one that waits holds up nobody else.
        controllerSettings.workers = 64
        controllerSettings.passDeadline = .seconds(60)
        controller = Controller(
            "dataplane",
            of: dataplanes,
            where: .generationChanged || .annotationsChanged || .deletionBegun || .finalizersChanged,
            triggers: [
                .referred(secrets, from: dataplanes, by: ObjectIndex<DataplaneCluster>.bootstrap.name),
                .owned(secrets),
                .changes(of: dataplanes, where: .routingChanged) { change in
                    let snapshot = dataplanes.snapshot
                    return change.states.flatMap { DataplanePool.places(of: $0) }
                        .flatMap { snapshot.keys(by: DataplanePool.index.name, $0) }
                },
            ],
            environment,
            settings: controllerSettings,
            gate: gate,
            reconcile: reconciler.reconcile
        )
        self.watch = watch
        watch.tell { [controller] key in controller.look(at: key) }
    }

    /// The parts of the process.
    package var services: [Service] {
        [
            controller.service,
            Service("dataplane-health", .workers) { [watch] in await watch.run() },
        ]
    }

    /// The way into a dataplane with the newest credential there is, for whoever has work for it; nil as long as Portolan has
    /// none of its own.
    package func client(of key: ObjectKey) -> KubeClient? {
        desk[key].flatMap { $0.link.isMinted ? $0.link.client : nil }
    }

    /// Adds pages that show what it does.
    package func addPages(to pages: DebugPages) {
        controller.addPage(to: pages)
    }
}

extension StoreCatalogue {
    /// The Secrets that dataplanes are reached with, of which nothing else is kept: the rest is nobody's business here, and
    /// Helm's releases are large.
    package func credentialSecrets(in namespace: String?) -> ObjectStore<CoreV1.Secret> {
        let keys: Set<String> = ["token", "ca.crt", "server", "kubeconfig"]
        var scope = WatchScope(CoreV1.Secret.resourceType, namespace: namespace)
        scope.fields = FieldSelector([.init("type", "helm.sh/release.v1", isEquality: false)])
        return store(of: CoreV1.Secret.self, scope) { $0.data = $0.data.filter { keys.contains($0.key) } }
    }
}

extension ObjectIndex where Object == DataplaneCluster {
    /// Dataplanes by the Secret that they are reached with.
    fileprivate static var bootstrap: ObjectIndex {
        ObjectIndex("bootstrap") { dataplane in
            guard let name = dataplane.spec.bootstrapSecretName else { return [] }
            return [ObjectKey(namespace: dataplane.metadata.namespace, name: name).description]
        }
    }
}

extension Predicate<DataplaneCluster> {
    /// What decides about the shares of others has changed.
    fileprivate static var routingChanged: Predicate {
        let schedulable = DataplaneCluster.ConditionType.schedulable
        return updates { old, new in
            old.spec.labels != new.spec.labels || old.spec.enabled != new.spec.enabled
                || old.metadata.isBeingDeleted != new.metadata.isBeingDeleted
                || old.status.conditions[schedulable]?.status != new.status.conditions[schedulable]?.status
        }
    }
}

extension HTTPClient.Configuration {
    /// For a connection or two to each of many servers, none of which is closed for the sake of another.
    fileprivate static var manyServers: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(userAgent: "portolan")
        configuration.limits.connectionsPerHost = 0
        configuration.limits.connections = 0
        configuration.limits.idleConnections = 20_000
        return configuration
    }
}

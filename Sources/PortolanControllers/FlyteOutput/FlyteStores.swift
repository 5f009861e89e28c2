// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import Flyte
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI
internal import PortolanRouting
internal import RoutingService

/// What the controller of Flyte's files reads: the fleet, its credentials, and what is there of Flyte.
struct FlyteStores: Sendable {
    let namespace: String
    let namespaces: ObjectStore<CoreV1.Namespace>
    let dataplanes: ObjectStore<DataplaneCluster>
    /// The Secrets of single dataplanes.
    let credentials: ObjectStore<CoreV1.Secret>
    /// The Secret that Flyte reads.
    let secret: ObjectStore<CoreV1.Secret>
    let configMaps: [ObjectStore<CoreV1.ConfigMap>]
    let deployments: [(name: String, store: ObjectStore<AppsV1.Deployment>)]

    init(
        _ settings: FlyteOutputSettings,
        _ stores: StoreCatalogue,
        _ dataplanes: ObjectStore<DataplaneCluster>
    ) throws(KubeFormatError) {
        let namespace = settings.namespace
        func scope(_ type: ResourceType, _ name: String) -> WatchScope {
            // By name, so that a Role may say the names, and nothing else of the namespace is read.
            WatchScope(type, namespace: namespace, fields: .name(name))
        }
        self.namespace = namespace
        self.dataplanes = dataplanes
        namespaces = stores.fleet(namespace)
        let labelled = LabelSelector([try LabelRequirement(PortolanNames.dataplane, .exists)])
        credentials = stores.store(of: CoreV1.Secret.self, namespace: namespace, labels: labelled)
        secret = stores.store(
            of: CoreV1.Secret.self,
            scope(CoreV1.Secret.resourceType, FlyteCredentials.secretName)
        )
        configMaps = FlyteOutputSettings.configMaps.map { name in
            stores.store(of: CoreV1.ConfigMap.self, scope(CoreV1.ConfigMap.resourceType, name))
        }
        deployments = settings.rollouts.map { name in
            (name, stores.store(of: AppsV1.Deployment.self, scope(AppsV1.Deployment.resourceType, name)))
        }
    }

    /// What leads to a look at the fleet.
    var triggers: [Trigger] {
        let fleet = ObjectKey(name: namespace)
        let isNews = Predicate<DataplaneCluster>.updates { old, new in
            old.metadata.generation != new.metadata.generation || Dataplane(old) != Dataplane(new)
                || old.status.endpoint != new.status.endpoint
        }
        let ours = [
            Trigger.changes(of: dataplanes, where: isNews) { [namespace] change in
                change.key.namespace == namespace ? [fleet] : []
            },
            .changes(of: credentials) { _ in [fleet] },
            .changes(of: secret) { _ in [fleet] },
        ]
        let configuration = configMaps.map { Trigger.changes(of: $0) { _ in [fleet] } }
        return ours + configuration + deployments.map { Trigger.changes(of: $0.store) { _ in [fleet] } }
    }

    /// The dataplanes of the fleet as Flyte is to know them.
    var fleet: [FlyteDataplane] {
        let secrets = credentials.snapshot
        return dataplanes.snapshot.objects(in: namespace).map { cluster in
            var dataplane = FlyteDataplane(
                cluster.metadata.name,
                clusterName: cluster.flyteName,
                createdAt: cluster.metadata.creationTimestamp?.secondsSinceEpoch ?? 0,
                labels: cluster.spec.labels.map { .init($0.name, weight: $0.weight) }
            )
            // Whoever gets no work from routing gets none from Flyte.
            dataplane.isEnabled = Dataplane(cluster).isUsable
            let key = ObjectKey(namespace: namespace, name: cluster.credentialsSecretName)
            dataplane.credentials = secrets[key].flatMap { Self.credentials(in: $0, of: cluster) }
            return dataplane
        }
    }

    /// What a Secret says, if it is that of the dataplane: a name in a spec must not lead to somebody else's Secret.
    private static func credentials(
        in secret: CoreV1.Secret,
        of cluster: DataplaneCluster
    ) -> FlyteDataplane.Credentials? {
        guard secret.metadata.labels[PortolanNames.dataplane] == cluster.metadata.name,
            let token = secret.data["token"], let authority = secret.data["ca.crt"]
        else { return nil }
        // Where the token was proven; what a spec says since may be another place.
        let server = secret.data["server"].map { String(decoding: $0.exposed, as: UTF8.self) }
        guard let server = server ?? cluster.status.endpoint else { return nil }
        let minted = MintedCredentials(secret)
        return FlyteDataplane.Credentials(
            server: server,
            token: token,
            authority: authority.exposed,
            lineage: minted?.lineage ?? "",
            readAgainAt: minted?.readAgainAt
        )
    }

    /// Flyte's programs as they are now, without those that there are not.
    func programs(at now: Timestamp) -> [RolloutMachine.Program] {
        deployments.compactMap { name, store in
            store.snapshot[ObjectKey(namespace: namespace, name: name)].map { deployment in
                let notes = deployment.templateAnnotations
                let readAgainAt = notes[PortolanNames.flyteReadAgainAt].flatMap { try? Timestamp(parsing: $0) }
                return RolloutMachine.Program(
                    name,
                    configuration: notes[PortolanNames.flyteConfiguration].flatMap { .init($0) },
                    leeway: readAgainAt.map { $0 - now },
                    isSettled: deployment.isRolledOut
                )
            }
        }
    }
}

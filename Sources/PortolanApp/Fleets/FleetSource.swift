// SPDX-License-Identifier: Apache-2.0

internal import KubeClient
internal import KubeCore
internal import PortolanAPI
package import PortolanRouting
internal import RoutingService

/// Where a fleet comes from that a person asks about.
package struct FleetSource: Sendable {
    /// The folder, or file, of manifests; nil for a cluster.
    package var manifests: String?
    /// The kubeconfig of the cluster; nil for what the environment says.
    package var kubeconfig: String?
    /// The namespace; nil for the only one there is, or for that of the kubeconfig.
    package var namespace: String?

    /// The cluster that the environment names.
    package init() {}

    /// A fleet and whose it is.
    package struct Loaded: Sendable {
        package let namespace: String
        package let fleet: Fleet
        /// What is known of the health of dataplanes, by their names; nil where nobody speaks of it.
        fileprivate var health: [String: [Condition]]?
    }

    /// Several namespaces, of which one has to be named.
    package struct AmbiguousNamespace: Error, CustomStringConvertible {
        package let path: String
        package let namespaces: [String]

        package var description: String {
            "\(path) has manifests of several namespaces: \(namespaces.joined(separator: ", "))"
        }
    }

    /// The fleet as it is now.
    ///
    /// In manifests nobody speaks of health, so that all dataplanes are taken for healthy; in a cluster only those are
    /// that Portolan has found so.
    package func load(_ settings: RoutingSettings) async throws -> Loaded {
        guard let manifests else { return try await loadFromCluster(settings) }
        let atlas = try FleetManifests(reading: manifests).atlas(settings)
        guard namespace != nil || atlas.namespaces.count <= 1 else {
            throw AmbiguousNamespace(path: manifests, namespaces: atlas.namespaces)
        }
        let namespace = namespace ?? atlas.namespaces.first ?? "default"
        return Loaded(namespace: namespace, fleet: atlas[namespace])
    }

    /// The fleet that would be there if manifests took the place of what is.
    ///
    /// Dataplanes of a cluster stay as healthy as they are, so that all the difference is made by the manifests; new ones
    /// are taken for healthy.
    package func load(_ settings: RoutingSettings, replacing loaded: Loaded, by manifests: String) throws -> Fleet {
        let atlas = try FleetManifests(reading: manifests).atlas(settings, health: loaded.health)
        let only = atlas.namespaces.count == 1 ? atlas.namespaces.first : nil
        return atlas[namespace ?? only ?? loaded.namespace]
    }

    private func loadFromCluster(_ settings: RoutingSettings) async throws -> Loaded {
        let client = try ClusterAccess.client(kubeconfig)
        let namespace = namespace ?? client.namespace
        async let labels = client.listAll(ExecutionClusterLabel.self, namespace: namespace)
        async let dataplanes = client.listAll(DataplaneCluster.self, namespace: namespace)
        var atlas = FleetAtlas(settings)
        let found = try await (labels: labels.items, dataplanes: dataplanes.items)
        atlas.add(found.labels, found.dataplanes)
        let health = found.dataplanes.map { ($0.metadata.name, $0.status.conditions) }
        return Loaded(
            namespace: namespace,
            fleet: atlas[namespace],
            health: Dictionary(health) { first, _ in first }
        )
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import EventLoop
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
        let found = try FleetManifests(reading: manifests)
        var atlas = FleetAtlas(settings, assumingHealth: true)
        atlas.add(found.labels, found.dataplanes)
        guard namespace != nil || atlas.namespaces.count <= 1 else {
            throw AmbiguousNamespace(path: manifests, namespaces: atlas.namespaces)
        }
        let namespace = namespace ?? atlas.namespaces.first ?? "default"
        return Loaded(namespace: namespace, fleet: atlas[namespace])
    }

    private func loadFromCluster(_ settings: RoutingSettings) async throws -> Loaded {
        let client = try cluster()
        let namespace = namespace ?? client.namespace
        async let labels = client.listAll(ExecutionClusterLabel.self, namespace: namespace)
        async let dataplanes = client.listAll(DataplaneCluster.self, namespace: namespace)
        var atlas = FleetAtlas(settings)
        try await atlas.add(labels.items, dataplanes.items)
        return Loaded(namespace: namespace, fleet: atlas[namespace])
    }

    private func cluster() throws -> KubeClient {
        let configuration = try kubeconfig.map { try KubeConfiguration.kubeconfig(file: $0) } ?? .automatic()
        return KubeClient(configuration, KubeClientOptions(userAgent: "portolan"), on: try EventLoop(name: "client"))
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import EventLoop
internal import KubeClient

/// The cluster that a person means.
enum ClusterAccess {
    /// A client of the cluster of a kubeconfig, or of the one that the environment names.
    static func client(_ kubeconfig: String?) throws -> KubeClient {
        let configuration = try kubeconfig.map { try KubeConfiguration.kubeconfig(file: $0) } ?? .automatic()
        return KubeClient(configuration, KubeClientOptions(userAgent: "portolan"), on: try EventLoop(name: "client"))
    }
}

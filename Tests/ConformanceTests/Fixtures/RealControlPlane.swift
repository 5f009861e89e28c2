// SPDX-License-Identifier: Apache-2.0

import KubeClient
import OtherPrograms
import TestSupport

/// A `kube-apiserver` with its `etcd`, and a `kube-controller-manager` where there is one, for the time of the tests.
final class RealControlPlane: Sendable {
    /// Why there is no cluster.
    struct StartError: Error, CustomStringConvertible {
        let description: String
    }

    /// As an administrator.
    let configuration: KubeConfiguration
    private let programs: KubernetesPrograms
    private let manager: ChildProcess?

    /// Starts the programs of a folder on free ports and waits until the API is ready.
    init(folder assets: String) async throws {
        programs = try KubernetesPrograms(folder: assets)
        configuration = try .kubeconfig(file: programs.kubeconfig)
        try await Self.waitForReadiness(of: programs.server, try Cluster(configuration))
        manager = try programs.startControllers()
    }

    /// Ends the programs; what they stored goes with them.
    func stop() {
        manager?.stop(signal: 9)
        programs.stop()
    }

    private static func waitForReadiness(of server: ChildProcess, _ cluster: Cluster) async throws {
        let deadline = ContinuousClock.now.advanced(by: .seconds(60))
        while (try? await cluster.admin.checkReadiness()) == nil {
            guard server.exit == nil, ContinuousClock.now < deadline else {
                throw StartError(description: "kube-apiserver is not ready: \(server.output.suffix(2_000))")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}

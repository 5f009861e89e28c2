// SPDX-License-Identifier: Apache-2.0

import ControlPlaneSupport
import KubeClient
import Testing

/// Starts the server once for all suites below the one that has this trait, and stops it behind them.
struct ClusterTrait: SuiteTrait, TestScoping {
    typealias Body = @Sendable @concurrent () async throws -> Void

    let isRecursive = false

    func provideScope(for test: Test, testCase: Test.Case?, performing function: Body) async throws {
        switch Target.current {
        case .embedded: try await run(EmbeddedPlane(), function)
        case .programs(let folder): try await run(RealPlane(folder: folder), function)
        case .cluster(let kubeconfig): try await run(.kubeconfig(file: kubeconfig), function)
        }
    }

    private func run(_ configuration: KubeConfiguration, _ function: Body) async throws {
        try await Cluster.$shared.withValue(Cluster(configuration)) { try await function() }
    }

    private func run(_ plane: some Plane, _ function: Body) async throws {
        try await plane.use { access in try await run(access.configuration(), function) }
    }
}

extension Trait where Self == ClusterTrait {
    /// The suite needs an API server.
    static var cluster: Self { Self() }
}

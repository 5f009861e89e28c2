// SPDX-License-Identifier: Apache-2.0

import KubeClient
import Testing

/// Starts the server once for all suites below the one that has this trait, and stops it behind them.
struct ClusterTrait: SuiteTrait, TestScoping {
    let isRecursive = false

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        switch Target.current {
        case .embedded:
            return
        case .programs(let folder):
            let programs = try await RealControlPlane(folder: folder)
            try await run(programs.configuration, function)
            programs.stop()
        case .cluster(let kubeconfig):
            try await run(.kubeconfig(file: kubeconfig), function)
        }
    }

    private func run(
        _ configuration: KubeConfiguration,
        _ function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await Cluster.$shared.withValue(Cluster(configuration)) { try await function() }
    }
}

extension Trait where Self == ClusterTrait {
    /// The suite needs an API server.
    static var cluster: Self { Self() }
}

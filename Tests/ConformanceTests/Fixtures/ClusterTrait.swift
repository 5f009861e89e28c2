// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import HTTPCore
import KubeClient
import KubeServer
import Testing

/// Starts the server once for all suites below the one that has this trait, and stops it behind them.
struct ClusterTrait: SuiteTrait, TestScoping {
    typealias Body = @Sendable @concurrent () async throws -> Void

    let isRecursive = false

    func provideScope(for test: Test, testCase: Test.Case?, performing function: Body) async throws {
        switch Target.current {
        case .embedded:
            try await runEmbedded(function)
        case .programs(let folder):
            let programs = try await RealControlPlane(folder: folder)
            try await run(programs.configuration, function)
            programs.stop()
        case .cluster(let kubeconfig):
            try await run(.kubeconfig(file: kubeconfig), function)
        }
    }

    private func run(_ configuration: KubeConfiguration, _ function: Body) async throws {
        try await Cluster.$shared.withValue(Cluster(configuration)) { try await function() }
    }

    private func runEmbedded(_ function: Body) async throws {
        let plane = try ControlPlane(ControlPlaneConfiguration())
        let (started, access) = AsyncStream.makeStream(
            of: ControlPlaneAccess.self,
            bufferingPolicy: .bufferingOldest(1)
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { access.finish() }
                try await plane.run { access.yield($0) }
            }
            for await access in started {
                try await run(access.configuration(), function)
                break
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }
}

extension ControlPlaneAccess {
    fileprivate func configuration() throws -> KubeConfiguration {
        var configuration = KubeConfiguration(server: try HTTPURL(parsing: server), origin: "the embedded server")
        configuration.server.target = ""
        configuration.certificateAuthorities = .inline(Array(authority.pem.utf8))
        configuration.identity = KubeConfiguration.Identity(
            certificate: .inline(Array(client.chainPEM.utf8)),
            privateKey: .inline(Array(try client.privateKey.pem.exposed.utf8))
        )
        return configuration
    }
}

extension Trait where Self == ClusterTrait {
    /// The suite needs an API server.
    static var cluster: Self { Self() }
}

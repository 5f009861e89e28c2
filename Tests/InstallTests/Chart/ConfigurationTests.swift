// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import OtherPrograms
import PortolanRouting
import TestSupport
import Testing

@testable import PortolanApp

@Suite("The configuration that the chart writes", .timeLimit(.minutes(2)), .python)
struct ConfigurationTests {
    private let folder = TemporaryFolder()

    @Test("is one that the operator reads", arguments: ValueSet.all)
    func readable(_ set: ValueSet) async throws {
        _ = try await configuration(of: set)
    }

    @Test("is the operator's own where nothing is chosen")
    func usual() async throws {
        #expect(try await configuration(of: .usual) == OperatorConfiguration())
    }

    @Test("says all that was chosen")
    func everything() async throws {
        var expected = OperatorConfiguration()
        expected.leaderElection.name = "harbour-pilot"
        expected.leaderElection.leaseDuration = .seconds(60)
        expected.leaderElection.renewDeadline = .seconds(40)
        expected.leaderElection.retryPeriod = .seconds(5)
        expected.dataplanes.allowedAddresses = ["10.0.0.0/8"].compactMap { IPNetwork($0) }
        expected.dataplanes.suspectShare = 0.75
        expected.dataplanes.argoCDNamespace = "argocd"
        expected.dataplanes.deletionPatience = .seconds(5_400)
        expected.dataplanes.repairInterval = .seconds(90)
        expected.flyte.isEnabled = true
        expected.flyte.namespace = "flows"
        expected.flyte.adminEndpoint = "https://admin.flows"
        expected.flyte.adminTokenFile = "/etc/portolan/flyteadmin/token"
        expected.flyte.rollouts = ["admin"]
        expected.flyte.takesOver = true
        expected.routing.settings.strategy = .flyte
        expected.routing.settings.defaultLabel = "general"
        expected.routing.settings.fallbackLabels = ["spot", "any"]
        expected.routing.settings.onNoDataplane = .anyDataplane
        expected.routing.bind = "[::]:8443"
        expected.routing.tls = OperatorConfiguration.TLSFiles(
            certificate: "/etc/portolan/tls/tls.crt",
            key: "/etc/portolan/tls/tls.key"
        )
        expected.metrics.bind = "[::]:8080"
        expected.metrics.debug = true
        expected.logging.levels = "warning,routing=debug"
        #expect(try await configuration(of: .everything) == expected)
        #expect(try await configuration(of: .oneNamespace).watchNamespaces == ["flyte"])
        #expect(try await configuration(of: .confined).watchNamespaces == ["flyte", "team-b"])
        #expect(try await configuration(of: .open).routing.access == .everybody)
        #expect(try await configuration(of: .open).leaderElection.isEnabled == false)
        #expect(try await configuration(of: .silent).routing.bind == nil)
        #expect(try await configuration(of: .routing).dataplanes.isEnabled == false)
    }

    @Test("names files where the pod has them")
    func mounts() async throws {
        let spec = try #require(try await Rendering.of(.everything).pod()["spec"])
        let paths = Set((spec["containers"]?[0]?["volumeMounts"]?.array ?? []).compactMap { $0["mountPath"]?.string })
        let files = [
            try await configuration(of: .everything).routing.tls?.certificate,
            try await configuration(of: .everything).flyte.adminTokenFile,
            spec["containers"]?[0]?["args"]?.array?.last?.string,
        ]
        let folders = files.compactMap { $0?.split(separator: "/").dropLast().joined(separator: "/") }.map { "/\($0)" }
        #expect(paths == Set(folders))
    }

    private func configuration(of set: ValueSet) async throws -> OperatorConfiguration {
        let maps = try await Rendering.of(set).all("ConfigMap")
        let texts = maps.compactMap { $0["data"]?["configuration.yaml"]?.string }
        try #require(texts.count == 1)
        return try OperatorConfiguration.read(folder.write("configuration.yaml", texts[0]))
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import EventLoop
import HTTPCore
import KubeClient
import KubeRuntime
import TestSupport
import Testing

@testable import PortolanApp

@Suite("What an operator is made of")
struct OperatorPartsTests {
    private static func services(_ configure: (inout OperatorConfiguration) -> Void) throws -> Set<String> {
        var configuration = OperatorConfiguration()
        configuration.metrics.bind = "127.0.0.1:0"
        configuration.routing.bind = nil
        configure(&configuration)
        let server = KubeConfiguration(server: HTTPURL(scheme: .https, host: "api.invalid"), origin: "a test")
        let client = KubeClient(server, KubeClientOptions(userAgent: "test"), on: try EventLoop(name: "test"))
        let parts = try OperatorParts(configuration, RuntimeEnvironment(client: client), ending: Latch<Void>())
        return Set(parts.services.map(\.name))
    }

    @Test("labels are looked after in any case, and Flyte is told what the configuration says")
    func flyte() throws {
        let usual = try Self.services { _ in }
        #expect(usual.contains("execution-cluster-labels"))
        #expect(usual.isDisjoint(with: ["flyte-output", "flyte-labels"]))
        let files = try Self.services { $0.flyte.isEnabled = true }
        #expect(files.contains("flyte-output") && !files.contains("flyte-labels"))
        let all = try Self.services { configuration in
            configuration.flyte.isEnabled = true
            configuration.flyte.adminEndpoint = "http://flyteadmin.flyte:80"
        }
        #expect(all.isSuperset(of: ["execution-cluster-labels", "flyte-output", "flyte-labels"]))
        let off = try Self.services { $0.flyte.adminEndpoint = "http://flyteadmin.flyte:80" }
        #expect(off == usual)
    }

    @Test("a Flyte of another namespace than those of the operator is a mistake")
    func otherNamespace() throws {
        let error = #expect(throws: ConfigurationError.self) {
            _ = try Self.services { configuration in
                configuration.watchNamespaces = ["fleet", "other"]
                configuration.flyte.isEnabled = true
            }
        }
        #expect(error?.description.hasPrefix("flyte.namespace: ") == true)
    }

    @Test("a file with flyteadmin's token that is not there is an error at once")
    func missingToken() throws {
        #expect(throws: (any Error).self) {
            _ = try Self.services { configuration in
                configuration.flyte.isEnabled = true
                configuration.flyte.adminEndpoint = "http://flyteadmin.flyte:80"
                configuration.flyte.adminTokenFile = "/nowhere/token"
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import OtherPrograms
import TestSupport
import Testing

@Suite("Starting and stopping", .timeLimit(.minutes(5)))
struct CyclingTests {
    @Test("case 78: after a thousand starts and stops no descriptor and no thread is left")
    func leaks() async throws {
        try await EmbeddedServer.run { server in
            let folder = TemporaryFolder()
            let kubeconfig = folder.write("kubeconfig", try server.access.kubeconfig().exposed.serialized())
            let process = try ChildProcess(
                BuiltProgram.path(of: "runtime-probe"),
                ["--kubeconfig", kubeconfig, "--identity", "cycler", "--lease", "15", "--cycles", "1000"]
            )
            #expect(try await process.waitForExit() == 0, "\(process.output)")
            let figures = process.output.split(separator: "\n").map { $0.split(separator: " ") }
            try #require(figures.count == 2, "\(process.output)")
            for column in [2, 3] {
                let (before, after) = (Int(figures[0][column]) ?? 0, Int(figures[1][column]) ?? .max)
                #expect(after <= before + 2, "\(process.output)")
            }
            // Each cycle led in an epoch of its own and gave the lease back.
            let lease = try await server.environment("test").client.get(
                CoordinationV1.Lease.self,
                ObjectKey(namespace: "default", name: "probe")
            )
            #expect(lease.spec.holderIdentity.isEmpty)
            #expect(lease.spec.leaseTransitions >= 1_009)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import EventLoop
import KubeClient
import KubeCore
import OtherPrograms
import PortolanApp
import TestSupport
import Testing

@Suite("The embedded API server as a program", .timeLimit(.minutes(2)))
struct EmbeddedAPIServerTests {
    private let folder = TemporaryFolder()

    @Test("the kubeconfig that it writes lets the administrator in, and nobody else reads it")
    func administrator() async throws {
        var options = EmbeddedAPIServer.Options()
        options.port = 0
        options.kubeconfig = "\(folder.path)/config"
        try await withThrowingTaskGroup { group in
            group.addTask { [options] in try await EmbeddedAPIServer(options).run { _ in } }
            try await eventually("the kubeconfig is written") { (try? folder.read("config"))?.isEmpty == false }
            let configuration = try KubeConfiguration.kubeconfig(file: options.kubeconfig)
            let client = KubeClient(configuration, KubeClientOptions(userAgent: "test"), on: try EventLoop())
            #expect(try await client.version().major == "1")
            let namespaces = try await client.listAll(CoreV1.Namespace.self)
            #expect(namespaces.items.map(\.metadata.name).contains("kube-system"))
            group.cancelAll()
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import FlyteSimulator
internal import HTTPServer
internal import KubeRuntime

/// A stand-in for flyteadmin on a laptop: where labels arrive that Portolan tells it.
struct LaptopFlyteAdmin: Sendable {
    private let simulator = FlyteAdminSimulator()
    /// Where it listens, as soon as it does.
    private let address = Latch<SocketAddress>()

    /// Serves until the task is cancelled.
    func run() async throws {
        let configuration = HTTPServerConfiguration(address: .internet(host: "127.0.0.1", port: 0), loopCount: 1)
        try await HTTPServer(configuration, handler: simulator.handler).run { address.set($0) }
    }

    /// The URL of its REST API.
    var endpoint: String {
        get async throws { "http://\(try await address.wait())" }
    }
}

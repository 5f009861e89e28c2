// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import FileKit
internal import HTTPCore
internal import HTTPServer

/// `portolan-bench serve`: our side of the HTTP contests, with the handlers of `Benchmarks/peers/http`.
struct ServeVerb: Verb {
    static let name = "serve"
    static let summary = "Serve the HTTP contests, on a port of the kernel's choice, until killed."

    /// The largest body that is echoed; the peer has the same limit.
    private static let bodyLimit = 1 << 20

    func run(in context: CommandContext) async throws {
        DescriptorLimit.raise()
        let configuration = HTTPServerConfiguration(address: .internet(host: "127.0.0.1", port: 0))
        let server = HTTPServer(configuration, handler: Self.router.handler)
        try context.console.print("listening \(try await server.start())")
        while true { try await Task.sleep(for: .seconds(3600)) }
    }

    private static var router: HTTPRouter {
        var router = HTTPRouter()
        router.on(.get, "/hello") { _ in
            HTTPServerResponse(fields: ["Content-Type": "text/plain"], body: Array("hello".utf8))
        }
        router.on(.post, "/echo") { request in
            let body = try await request.body.collect(upTo: bodyLimit)
            return HTTPServerResponse(fields: ["Content-Type": "application/octet-stream"], body: body)
        }
        router.on(.get, "/stream") { _ in
            HTTPServerResponse(fields: ["Content-Type": "text/plain"], streaming: nil) { writer in
                try await writer.write("begin\n")
                // Quiet until the client goes, which cancels the task.
                while true { try await Task.sleep(for: .seconds(3600)) }
            }
        }
        return router
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import FileKit
internal import HTTPClient
internal import HTTPCore

/// `portolan-bench hold`: opens streams and keeps them, until killed.
struct HoldVerb: Verb {
    static let name = "hold"
    static let summary = "Open streams at /stream of a server and keep them, until killed."
    static let parameters: [Parameter<HoldVerb>] = [
        .argument("address", into: \.address, help: "HOST:PORT of the server."),
        .argument("count", into: \.count, help: "How many streams."),
    ]

    private var address = ""
    private var count = 1

    func run(in context: CommandContext) async throws {
        DescriptorLimit.raise()
        var configuration = HTTPClient.Configuration(userAgent: "portolan-bench")
        configuration.limits.connections = count
        configuration.limits.connectionsPerHost = count
        configuration.timeouts = HTTPClient.Timeouts(connect: .seconds(60), idle: nil)
        configuration.proxy = .none
        let client = try HTTPClient(configuration)
        let url = try HTTPURL(parsing: "http://\(address)/stream")
        try context.console.print("ready")
        // The harness reads the memory before.
        try await Task.sleep(for: .milliseconds(500))

        var held: [ResponseBody.AsyncIterator] = []
        for start in stride(from: 0, to: count, by: 100) {
            held += try await Self.open(min(100, count - start), url, client)
        }
        try context.console.print("holding \(held.count)")
        while true { try await Task.sleep(for: .seconds(3600)) }
    }

    /// Opens some streams at once; each has sent its first line when this returns.
    private static func open(
        _ count: Int,
        _ url: HTTPURL,
        _ client: HTTPClient
    ) async throws -> [ResponseBody.AsyncIterator] {
        try await withThrowingTaskGroup(of: ResponseBody.self) { group in
            for _ in 0..<count {
                group.addTask { try await client.stream(HTTPClient.Request(.get, url)).body }
            }
            var iterators: [ResponseBody.AsyncIterator] = []
            for try await body in group {
                var iterator = body.makeAsyncIterator()
                guard try await iterator.next() != nil else {
                    throw BenchError(.badAnswers, "a stream has ended at its beginning")
                }
                iterators.append(iterator)
            }
            return iterators
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A server in a process of its own, under the load of `wrk`.
///
/// The server keeps running from round to round; the one whose turn it is not has nothing to do.
final class LoadContestant: Contestant {
    let name: String
    private let load: HTTPLoad
    private let server: Pipe
    private let address: String

    /// Starts a server that prints `listening HOST:PORT` once it is ready.
    init(name: String, server words: [String], load: HTTPLoad) throws {
        self.name = name
        self.load = load
        server = try Pipe(words)
        let greeting = "listening "
        guard let line = server.nextLine(), line.hasPrefix(greeting) else {
            throw BenchError(.programFailed, "\(name) has not said where it listens; it was started as \(words)")
        }
        address = String(line.dropFirst(greeting.count))
    }

    func sample() throws -> Sample {
        try load.sample(of: name, process: server.processID, at: address)
    }
}

/// What `wrk` is told to do.
struct HTTPLoad: Sendable {
    /// The path and query of the request.
    let target: String
    let connections: Int
    let seconds: Int
    /// Sent with POST where there is one; GET otherwise.
    var script: String?

    func command(for address: String) -> [String] {
        let options = ["--latency", "-t1", "-c\(connections)", "-d\(seconds)s"]
        let body = script.map { ["-s", $0] } ?? []
        return ["wrk"] + options + body + ["http://\(address)\(target)"]
    }

    /// What the load makes of a server in a process.
    func sample(of name: String, process: Int, at address: String) throws -> Sample {
        let before = ProcessFigures.processorMilliseconds(of: process)
        let output = try Pipe.output(of: command(for: address))
        let after = ProcessFigures.processorMilliseconds(of: process)

        guard let result = WrkOutput(output) else {
            throw BenchError(.unreadableReport, "wrk has printed no result: \(output)")
        }
        guard result.failures == 0 else {
            throw BenchError(.badAnswers, "\(name) has failed \(result.failures) times under load")
        }
        var sample = Sample(figure: result.requestsPerSecond)
        sample.latency50 = result.latency50
        sample.latency99 = result.latency99
        if let before, let after, result.requests > 0 {
            sample.processorTime = (after - before) * 1000 / Double(result.requests)
        }
        sample.peakBytes = ProcessFigures.peakBytes(of: String(process))
        return sample
    }
}

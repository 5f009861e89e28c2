// SPDX-License-Identifier: Apache-2.0

/// What it costs to hold streams that say nothing, as watches mostly do.
enum StreamMeasurements {
    static let all = [server, client]

    private static let server = Measurement(
        name: "streams/server",
        summary: "hold 10,000 streaming responses in one server: memory of each"
    ) { bench in
        let count = bench.streamCount
        let words = [bench.program, ServeVerb.name]
        let ours = try StreamContestant("portolan", server: words, count: count, measured: .server, in: bench)
        let peer = try bench.program(ofPeer: "http").map { program in
            try StreamContestant("net/http", server: [program], count: count, measured: .server, in: bench)
        }
        return [Contest("streams/server", unit: .bytesPerStream, ours: ours, peer: peer)]
    }

    private static let client = Measurement(
        name: "streams/client",
        summary: "read 1,000 streams with one client: memory of each"
    ) { bench in
        let words = [bench.program, ServeVerb.name]
        let ours = try StreamContestant("portolan", server: words, count: 1_000, measured: .client, in: bench)
        return [Contest("streams/client", unit: .bytesPerStream, ours: ours)]
    }
}

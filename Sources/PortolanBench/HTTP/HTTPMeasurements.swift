// SPDX-License-Identifier: Apache-2.0

internal import FileKit

/// The HTTP server against Go's `net/http`, with the same handlers and under the same load.
enum HTTPMeasurements {
    static let all = [hello, echo]

    private static let hello = Measurement(
        name: "http/hello",
        summary: "answer GET with five bytes, over 64 connections"
    ) { bench in
        let load = HTTPLoad(target: "/hello", connections: 64, seconds: bench.loadSeconds)
        return [try contest("http/hello", load, in: bench)]
    }

    private static let echo = Measurement(
        name: "http/echo",
        summary: "answer POST of a kilobyte with the same, over 64 connections"
    ) { bench in
        let script = "\(bench.folder)/echo.lua"
        let text = "wrk.method = 'POST'\nwrk.body = string.rep('x', 1024)\n"
        try File.write(Array(text.utf8), to: script)
        var load = HTTPLoad(target: "/echo", connections: 64, seconds: bench.loadSeconds)
        load.script = script
        return [try contest("http/echo", load, in: bench)]
    }

    private static func contest(_ name: String, _ load: HTTPLoad, in bench: Bench) throws -> Contest {
        let words = [bench.program, ServeVerb.name]
        let ours = try LoadContestant(name: "portolan", server: words, load: load)
        let peer = try bench.program(ofPeer: "http").map { program in
            try LoadContestant(name: "net/http", server: [program], load: load)
        }
        var contest = Contest(name, unit: .requestsPerSecond, ours: ours, peer: peer)
        contest.goal = .advantage(1)
        return contest
    }
}

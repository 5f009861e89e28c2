// SPDX-License-Identifier: Apache-2.0

/// A server and a client, in a process each, with many streams open between them.
final class StreamContestant: Contestant {
    /// Whose memory counts.
    enum Side {
        case server
        case client
    }

    let name: String
    private let server: [String]
    private let count: Int
    private let measured: Side
    private let program: String

    init(_ name: String, server: [String], count: Int, measured: Side, in bench: Bench) throws {
        self.name = name
        self.server = server
        self.count = count
        self.measured = measured
        program = bench.program
    }

    func sample() throws -> Sample {
        let server = try Pipe(server)
        let address = try server.word(behind: "listening")
        let client = try Pipe([program, HoldVerb.name, address, "\(count)"])
        _ = try client.word(behind: "ready")
        let subject = measured == .server ? server.processID : client.processID
        let before = try resident(subject)
        // One line, so that the client begins when the memory before has been read.
        _ = try client.word(behind: "holding")
        let after = try resident(subject)

        var sample = Sample(figure: max(0, after - before) / Double(count))
        sample.peakBytes = ProcessFigures.peakBytes(of: String(subject))
        return sample
    }

    private func resident(_ process: Int) throws -> Double {
        guard let bytes = ProcessFigures.residentBytes(of: String(process)) else {
            throw BenchError(.programFailed, "\(name) has ended before its memory could be read")
        }
        return bytes
    }
}

extension Pipe {
    /// What stands behind a word at the beginning of the next line.
    fileprivate func word(behind greeting: String) throws(BenchError) -> String {
        guard let line = nextLine(), line.hasPrefix(greeting) else {
            throw BenchError(.programFailed, "a program that should have said '\(greeting)' has not")
        }
        return String(line.dropFirst(greeting.count + 1))
    }
}

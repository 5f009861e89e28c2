// SPDX-License-Identifier: Apache-2.0

/// The Go compiler, where there is one: on `PATH`, or in `.venv`, where `make bench` puts it.
package struct GoToolchain: Sendable {
    private let path: String

    /// The compiler, or nil.
    package static func find() -> GoToolchain? {
        let candidates = ["go", ".venv/bin/go"]
        let path = candidates.lazy.compactMap { try? Pipe.output(of: ["sh", "-c", "command -v \($0)"]) }.first
        return path.map(GoToolchain.init)
    }

    /// What it says of itself.
    package var version: String {
        let words = (try? Pipe.output(of: [path, "env", "GOVERSION"])) ?? "go"
        return words
    }

    /// Builds the program in `Benchmarks/peers/NAME` and gives its path.
    package func build(peer name: String) throws -> String {
        let folder = try Pipe.output(of: ["pwd"])
        let program = "\(folder)/.build/peers/\(name)"
        let environment = ["GOTOOLCHAIN=local", "GOCACHE=\(folder)/.build/peers/cache", "GOFLAGS=-mod=mod"]
        let build = [path, "build", "-C", "Benchmarks/peers/\(name)", "-o", program, "."]
        _ = try Pipe.output(of: ["env"] + environment + build)
        return program
    }
}

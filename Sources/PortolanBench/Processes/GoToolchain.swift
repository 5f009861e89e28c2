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

    /// How a program in `Benchmarks/peers` is built.
    package struct Build: Sendable {
        /// The arguments of `env`.
        package let command: [String]
        /// The program, once it is built.
        package let program: String
    }

    /// How the program in `Benchmarks/peers/NAME` of a project's folder is built.
    package func build(peer name: String, in folder: String) -> Build {
        let program = "\(folder)/.build/peers/\(name)"
        let environment = ["GOTOOLCHAIN=local", "GOCACHE=\(folder)/.build/peers/cache", "GOFLAGS=-mod=mod"]
        let compiler = path.hasPrefix(".") ? "\(folder)/\(path)" : path
        let build = [compiler, "build", "-C", "\(folder)/Benchmarks/peers/\(name)", "-o", program, "."]
        return Build(command: environment + build, program: program)
    }

    /// Builds the program in `Benchmarks/peers/NAME` and gives its path.
    package func build(peer name: String) throws -> String {
        let build = build(peer: name, in: try Pipe.output(of: ["pwd"]))
        _ = try Pipe.output(of: ["env"] + build.command)
        return build.program
    }
}

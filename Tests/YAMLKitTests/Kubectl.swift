// SPDX-License-Identifier: Apache-2.0

import JSONKit
import OtherPrograms
import TestSupport

/// The `kubectl` of this machine, without a cluster.
struct Kubectl {
    struct Result {
        let output: String
        let errors: String
    }

    private let path: String

    /// Nil when there is no kubectl on the `PATH`.
    static var installed: Kubectl? {
        ChildProcess.path(of: "kubectl").map(Kubectl.init)
    }

    /// Reads manifests as for any other command, and prints them.
    ///
    /// `patch --local` with an empty patch needs neither a server nor a known kind. It goes on after files that it
    /// refuses and names them.
    func read(_ files: [String], format: String) async throws -> Result {
        let arguments = ["patch", "--local", "--type=merge", "-p", "{}", "-o", format]
        return try await run(arguments + files.flatMap { ["-f", $0] })
    }

    private func run(_ arguments: [String]) async throws -> Result {
        let folder = TemporaryFolder()
        let errors = folder.write("errors", "")
        let process = try ChildProcess(
            "/bin/sh",
            ["-c", "exec \"$0\" \"$@\" 2>'\(errors)'", path] + arguments,
            environment: ["KUBECONFIG": "/dev/null", "HOME": "/nonexistent"]
        )
        _ = try await process.waitForExit()
        return Result(output: process.output, errors: try folder.read("errors"))
    }
}

/// The values of a text in which JSON documents follow each other.
func jsonValues(in text: String) throws -> [JSONValue] {
    let bytes = Array(text.utf8)
    var reader = try JSONReader(unsafe bytes.span.bytes)
    var values: [JSONValue] = []
    while reader.significantByte() != 0 { values.append(try JSONValue(from: &reader)) }
    return values
}

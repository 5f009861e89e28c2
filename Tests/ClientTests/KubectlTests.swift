// SPDX-License-Identifier: Apache-2.0

import FileKit
import Glibc
import OtherPrograms
import TestSupport
import Testing

extension Clients {
    /// kubectl says of the embedded server what it says of a real one: the transcripts are of Kubernetes 1.36.2.
    @Suite(
        "kubectl",
        .timeLimit(.minutes(5)),
        .enabled(
            "kubectl 1.30 or newer is not on the PATH: https://kubernetes.io/docs/tasks/tools/ has it",
            Kubectl.isUsable
        )
    )
    struct KubectlTests {
        @Test("does and says what it did and said before", arguments: try Session.all)
        func replays(_ session: Session) async throws {
            let kubectl = try #require(Kubectl.path)
            let shell = try await Shell(kubectl: kubectl, namespace: session.namespace, server: Server.current)
            _ = try await Turnstile.programs.pass { try await shell.run(session.beginning) }
            var transcript = Transcript(parsing: String(decoding: try File.read(session.file), as: UTF8.self))
            for (index, part) in transcript.parts.enumerated() {
                guard case .step(var step) = part else { continue }
                let command = step.command.joined(separator: "\n")
                let output = try await Turnstile.programs.pass { try await shell.run(command) }
                let lines = Transcript.lines(of: VaryingParts.replaced(in: output))
                if !Session.isRecorded { session.expect(lines, of: step) }
                step.output = lines
                transcript.parts[index] = .step(step)
            }
            if Session.isRecorded { try File.write(Array(transcript.text.utf8), to: session.file, mode: 0o644) }
            _ = try await shell.run(session.end)
        }
    }
}

/// The kubectl under test.
enum Kubectl {
    /// What `KUBECTL` names, or what is on the `PATH`.
    static let path = ChildProcess.path(of: unsafe getenv("KUBECTL").map { unsafe String(cString: $0) } ?? "kubectl")

    /// Whether it is there, and no older than what the transcripts are written for.
    @Sendable
    static func isUsable() async throws -> Bool {
        guard let path else { return false }
        let process = try ChildProcess(path, ["version", "--client"])
        _ = try await process.waitForExit()
        guard let version = process.output.firstMatch(of: /Client Version: v1\.([0-9]+)/) else { return false }
        return Int(version.1).map { $0 >= 30 } ?? false
    }
}

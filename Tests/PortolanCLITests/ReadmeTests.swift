// SPDX-License-Identifier: Apache-2.0

import FileKit
import PortolanCLI
import TestSupport
import Testing

/// What the README shows is what a person gets.
@Suite("The README", .timeLimit(.minutes(1)))
struct ReadmeTests {
    @Test(
        "shows what portolan prints",
        arguments: [
            ["route", "--project", "team1", "--execution", "a1b2c3"],
            [
                "explain", "--project", "team1", "--domain", "production", "--workflow", "models.training",
                "--execution", "a1b2c3",
            ],
            ["route", "--project", "team1", "--domain", "staging"],
        ]
    )
    func transcript(words: [String]) async throws {
        let readme = String(decoding: try File.read(ProjectFolder.path(of: "README.md")), as: UTF8.self)
        let shown = ["portolan", words[0], "--from", "Examples/fleet"] + words.dropFirst()
        // Long command lines go on in the next line.
        #expect(readme.replacing("\\\n    ", with: "").contains("$ " + shown.joined(separator: " ")))
        let call = await PortolanCall([words[0], "--from", RouteTests.fleet] + words.dropFirst())
        #expect(readme.contains(call.output.isEmpty ? call.errors : call.output))
    }
}

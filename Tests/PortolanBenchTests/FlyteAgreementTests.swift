// SPDX-License-Identifier: Apache-2.0

import FileKit
import OtherPrograms
import PortolanBench
import TestSupport
import Testing

@Suite("Flyte's draw and Go's", .timeLimit(.minutes(5)))
struct FlyteAgreementTests {
    private static let go = GoToolchain.find()

    @Test(
        "100,000 names and clusters that nobody has tried before are decided alike",
        .enabled(if: go != nil, "needs Go, on the PATH or in .venv, where `make bench` puts it"),
        arguments: [Seed(UInt64.random(in: 0 ... .max))]
    )
    func agreement(_ seed: Seed) async throws {
        let build = try #require(Self.go).build(peer: "routing", in: ProjectFolder.path)
        let compiler = try ChildProcess("env", build.command)
        #expect(try await compiler.waitForExit() == 0, "\(compiler.output)")

        let agreement = FlyteAgreement(100_000, seed: seed.value)
        let folder = TemporaryFolder()
        try File.write(Array(agreement.text.utf8), to: "\(folder.path)/cases")
        let program = try ChildProcess(build.program, ["pick", "\(folder.path)/cases"])
        #expect(try await program.waitForExit() == 0)
        #expect(agreement.differences(from: program.output) == [])
    }

    @Test("a single wrong answer is found")
    func difference() throws {
        let agreement = FlyteAgreement(2, seed: 1)
        #expect(agreement.differences(from: "1\ta\n2\tb\n").count == 2)
        #expect(agreement.differences(from: "1\ta\n").count == 1)
    }
}

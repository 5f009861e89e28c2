// SPDX-License-Identifier: Apache-2.0

import FileKit
import Glibc
import OtherPrograms
import TestSupport
import Testing

/// `portolan up` as a newcomer meets it: the program itself, in a folder of its own.
@Suite(.timeLimit(.minutes(3)))
struct LaptopTests {
    private let folder = TemporaryFolder()

    @Test("the demo tells its tour to the end: a dataplane dies, its share moves, and it comes back")
    func demo() async throws {
        let demo = try ChildProcess(ProjectFolder.path(of: "Scripts/demo"), [BuiltProgram.path(of: "portolan")])
        let code = try await demo.waitForExit()
        let told = demo.output
        #expect(code == 0, "\(told)")
        let chapters = told.split(separator: "== ").dropFirst().map(String.init)
        #expect(chapters.count == 5, "\(told)")
        let shares = chapters.map { Shares(of: $0) }
        #expect(shares.compactMap(\.first) == [50, 0, 50], "\(told)")
        #expect(shares.compactMap(\.second) == [50, 100, 50], "\(told)")
    }

    @Test("a fleet in the background is ended by down, and goes on where it was, also after kill -9")
    func detached() async throws {
        let first = try await portolan("up", "--detach", "--routing-bind", "127.0.0.1:0")
        #expect(
            first.code == 0 && first.output.contains("export KUBECONFIG=\(folder.path)/fleet/kubeconfig"),
            "\(first)"
        )
        try await waitUntilRouted()

        let second = try await portolan("up", "--detach")
        #expect(second.code == 1 && second.output.contains("runs already, as process"), "\(second)")

        let pid = try #require(
            pid_t(String(decoding: try File.read("\(folder.path)/fleet/pid"), as: UTF8.self).dropLast())
        )
        #expect(kill(pid, SIGKILL) == 0)
        while kill(pid, 0) == 0 { try await Task.sleep(for: .milliseconds(10)) }
        let third = try await portolan("up", "--detach", "--routing-bind", "127.0.0.1:0")
        #expect(third.code == 0, "\(third)")
        try await waitUntilRouted()

        #expect(try await portolan("down").output.contains("has ended"))
        #expect(try await portolan("down").output.contains("No fleet"))
        #expect(try await portolan("outage", "begin", "dataplane-1").output.contains("no fleet"))
    }

    @Test("an address that is in use is said before anything is left running")
    func addressInUse() async throws {
        let listener = ScriptedServer { _ in }
        let answer = try await portolan("up", "--detach", "--routing-bind", "127.0.0.1:\(listener.port)")
        #expect(answer.code == 1, "\(answer)")
        #expect(answer.output.contains("cannot listen at 127.0.0.1:\(listener.port)"), "\(answer)")
        #expect(try await portolan("down").output.contains("No fleet"))
    }

    private struct Answer {
        let code: Int32
        let output: String
    }

    private func portolan(_ words: String...) async throws -> Answer {
        let process = try ChildProcess(BuiltProgram.path(of: "portolan"), words + ["--dir", "\(folder.path)/fleet"])
        return Answer(code: try await process.waitForExit(), output: process.output)
    }

    private func waitUntilRouted() async throws {
        let question = [
            "route", "--kubeconfig", "\(folder.path)/fleet/kubeconfig", "-n", "flyte", "-p", "team1", "--execution",
            "e1",
        ]
        try await eventually("e1 goes to a dataplane") {
            let process = try ChildProcess(BuiltProgram.path(of: "portolan"), question)
            return try await process.waitForExit() == 0
        }
    }

    /// What a chart of the tour says of the two dataplanes, in whole hundredths.
    private struct Shares {
        let first: Int?
        let second: Int?

        init(of chapter: String) {
            func share(_ name: String) -> Int? {
                let line = chapter.split(separator: "\n").first { $0.hasPrefix(name) && $0.hasSuffix("%") }
                return line?.split(separator: " ").dropLast().last.flatMap { Double($0) }.map { Int($0.rounded()) }
            }
            first = share("dataplane-1")
            second = share("dataplane-2")
        }
    }
}

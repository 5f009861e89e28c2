// SPDX-License-Identifier: Apache-2.0

import Glibc
import OtherPrograms
import Testing

@Suite("A program of somebody else's", .timeLimit(.minutes(1)))
struct ChildProcessTests {
    @Test("what it prints on either output is read, and its exit code is known")
    func output() async throws {
        let process = try ChildProcess("sh", ["-c", "echo out; echo err >&2; exit 3"])
        #expect(try await process.waitForExit() == 3)
        #expect(process.output == "out\nerr\n")
    }

    @Test("the environment is added to that of the test, and standard input is empty")
    func environment() async throws {
        let process = try ChildProcess("sh", ["-c", "echo $WORD; cat; exec env"], environment: ["WORD": "ahoy"])
        #expect(try await process.waitForExit() == 0)
        #expect(process.output.hasPrefix("ahoy\n"))
        #expect(process.output.contains("\nPATH="))
    }

    @Test("SIGTERM arrives, and who was killed has the code that a shell would show")
    func stop() throws {
        let process = try ChildProcess("sleep", ["600"])
        #expect(process.exit == nil)
        process.stop()
        #expect(process.exit == 128 + SIGTERM)
    }

    @Test("it is gone with the last reference to it")
    func end() throws {
        let pid = try ChildProcess("sleep", ["600"]).pid
        #expect(kill(pid, 0) == -1 && errno == ESRCH)
    }

    @Test("a program that is not installed is an error that names it")
    func missing() {
        #expect(throws: ChildProcess.StartError.self) { try ChildProcess("no-such-program") }
        #expect(ChildProcess.path(of: "no-such-program") == nil)
        #expect(ChildProcess.path(of: "sh")?.hasSuffix("/sh") == true)
    }
}

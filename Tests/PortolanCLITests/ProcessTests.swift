// SPDX-License-Identifier: Apache-2.0

import Glibc
import OtherPrograms
import TestSupport
import Testing

/// The program itself, as a shell runs it.
@Suite(.timeLimit(.minutes(1)))
struct ProcessTests {
    @Test("results go to the output, and complaints to the error output, with 0 and 2")
    func streams() throws {
        #expect(try shell("portolan version 2>/dev/null | head -c 8") == "portolan")
        #expect(try shell("portolan versoin 2>/dev/null; echo $?") == "2\n")
        #expect(try shell("portolan versoin 2>&1 >/dev/null").contains("did you mean 'version'?"))
    }

    @Test("a reader that goes away ends the program quietly")
    func closedPipe() throws {
        // The reader has ended before the program starts, so that it does not matter which of them is faster.
        let script = "exec 4> >(true); wait $!; portolan help 2>&1 >&4; echo $?"
        #expect(try shell("bash -c '\(script)'") == "141\n")
    }

    @Test("an output that cannot be written is a failure")
    func fullDevice() throws {
        let answer = try shell("portolan help 2>&1 >/dev/full; echo $?")
        #expect(answer == "portolan help: cannot write the output: No space left on device\n1\n")
    }

    @Test("a server raises its limit of open files, for each watch is one")
    func openFiles() async throws {
        let folder = TemporaryFolder()
        let script = "ulimit -Sn 256; exec \"$0\" apiserver --listen 127.0.0.1:0 --kubeconfig-out \"$1\""
        let program = BuiltProgram.path(of: "portolan")
        let server = try ChildProcess("sh", ["-c", script, program, "\(folder.path)/kubeconfig"])
        try await eventually("the server is ready") { server.output.contains("is served at") }
        // `Max open files  SOFT  HARD  files`
        let limits = try shell("grep 'Max open files' /proc/\(server.pid)/limits").split(separator: " ")
        #expect(limits.count > 4)
        #expect(limits.dropFirst(3).first == limits.dropFirst(4).first)
    }

    /// What a shell that finds the built program on its path prints.
    private func shell(_ script: String) throws -> String {
        let pipe = unsafe popen("PATH='\(BuiltProgram.folder)':\"$PATH\"; \(script)", "r")
        let stream = try unsafe #require(pipe)
        var output: [UInt8] = []
        while case let byte = unsafe fgetc(stream), byte != EOF {
            output.append(UInt8(truncatingIfNeeded: byte))
        }
        unsafe pclose(stream)
        return String(decoding: output, as: UTF8.self)
    }
}

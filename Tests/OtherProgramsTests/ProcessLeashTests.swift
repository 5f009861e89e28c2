// SPDX-License-Identifier: Apache-2.0

import FileKit
import Glibc
import OtherPrograms
import Testing

@Suite("Processes on a leash", .timeLimit(.minutes(1)))
struct ProcessLeashTests {
    @Test("end with who holds it, and their folder goes with them")
    func pulled() async throws {
        let folder = TemporaryFolder()
        let inside = "\(folder.path)/inside"
        try Folder.make(inside)
        let processes = try (0..<2).map { _ in try ChildProcess("sleep", ["600"]) }
        let leash = try ProcessLeash(removing: inside)
        for process in processes { leash.hold(process) }
        #expect(processes.allSatisfy { $0.exit == nil })
        leash.pull()
        for process in processes { #expect(try await process.waitForExit() == 128 + SIGKILL) }
        while File.exists(inside) { try await Task.sleep(for: .milliseconds(2)) }
    }

    @Test("live on when it is let go")
    func letGo() async throws {
        let process = try ChildProcess("sleep", ["600"])
        do {
            let leash = try ProcessLeash(removing: "/nowhere")
            leash.hold(process)
        }
        try await Task.sleep(for: .milliseconds(50))
        #expect(process.exit == nil)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Glibc
import PortolanBench
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PipeTests {
    @Test("words reach the program as they are")
    func quoting() throws {
        let words = ["a b", "it's", "$HOME", "\\", "\"", "*"]
        #expect(try Pipe.output(of: ["printf", "%s\n"] + words) == words.joined(separator: "\n"))
    }

    @Test("a program that fails is an error with its code")
    func failure() {
        #expect(throws: BenchError.self) { try Pipe.output(of: ["false"]) }
        let error = #expect(throws: BenchError.self) { try Pipe.output(of: ["sh", "-c", "echo broken; exit 3"]) }
        #expect(error?.description == "sh -c echo broken; exit 3 ended with 3: broken")
    }

    @Test("lines come one by one, an empty one too")
    func lines() throws {
        let pipe = try Pipe(["printf", "one\n\nthree"])
        #expect(pipe.nextLine() == "one")
        #expect(pipe.nextLine() == "")
        #expect(pipe.nextLine() == "three")
        #expect(pipe.nextLine() == nil)
        let status = pipe.wait()
        #expect(status == 0)
    }

    @Test("a program that is let go is ended")
    func letGo() throws {
        func start() throws -> Int {
            let pipe = try Pipe(["sleep", "600"])
            return pipe.processID
        }
        let process = try start()
        #expect(process > 0)
        #expect(kill(pid_t(process), 0) == -1)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import OtherPrograms
import TestSupport
import Testing

@testable import KubeClient

@Suite("Tokens in files")
struct TokenFileTests {
    let folder = TemporaryFolder()
    let clock = ManualClock()

    private func token(_ file: TokenFile) throws -> String? {
        try file.credential().authorization?.exposed
    }

    @Test("the file is read again after a while, not each time")
    func rereading() throws {
        let file = TokenFile(folder.write("token", "  first\n"), clock: clock)
        #expect(try token(file) == "Bearer first")
        folder.write("token", "second")
        clock.advance(by: .seconds(29))
        #expect(try token(file) == "Bearer first")
        clock.advance(by: .seconds(1))
        #expect(try token(file) == "Bearer second")
    }

    @Test("a refused token is worth another attempt only when the file has another one by now")
    func refusal() throws {
        let file = TokenFile(folder.write("token", "first"), clock: clock)
        let first = try file.credential()
        #expect(!file.refused(first))
        folder.write("token", "second")
        #expect(file.refused(first))
        #expect(try token(file) == "Bearer second")
    }

    @Test("what was read before is used while the file cannot be read")
    func outage() throws {
        let file = TokenFile(folder.write("token", "first"), clock: clock)
        #expect(try token(file) == "Bearer first")
        folder.write("token", "")
        clock.advance(by: .seconds(60))
        #expect(try token(file) == "Bearer first")
    }

    @Test("a file that never held a token is an error that names it", arguments: [nil, "", "two words"])
    func unusable(_ content: String?) {
        if let content { folder.write("token", content) }
        let file = TokenFile("\(folder.path)/token", clock: clock)
        let error = #expect(throws: CredentialError.self) { try file.credential() }
        #expect(error?.description.contains("\(folder.path)/token") == true)
    }
}

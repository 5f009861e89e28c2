// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import PortolanCLI
import Testing

@Suite(.timeLimit(.minutes(1)))
struct VersionTests {
    @Test("the version is told with what it was built from")
    func text() async {
        let call = await PortolanCall(["version"])
        let lines = call.output.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }
        #expect(lines.map(\.first) == ["portolan", "commit", "swift", "platform"])
        #expect(lines.allSatisfy { $0.count == 2 })
        #expect(call.code == .success)
    }

    @Test("--version is another word for version")
    func flag() async {
        #expect(await PortolanCall(["--version"]).output == PortolanCall(["version"]).output)
    }
}

// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import JSONKit
import PortolanCLI
import Testing
import YAMLKit

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

    @Test("programs read the same as JSON and as YAML")
    func documents() async throws {
        let json = try JSONValue(parsing: await PortolanCall(["version", "-o", "json"]).output)
        let yaml = try YAML.parse(Array(await PortolanCall(["version", "-o", "yaml"]).output.utf8))
        #expect(json == yaml)
        let text = await PortolanCall(["version"]).output
        #expect(text.hasPrefix("portolan \(json["version"]?.string ?? "?")\n"))
        #expect(json["platform"]?.string?.hasPrefix("linux/") == true)
    }

    @Test("a format that does not exist is told with those that do")
    func unknownFormat() async {
        let call = await PortolanCall(["version", "-o", "jsn"])
        #expect(call.code == .usage)
        #expect(call.errors.contains("expected text, json or yaml, found 'jsn'; did you mean 'json'?"))
    }
}

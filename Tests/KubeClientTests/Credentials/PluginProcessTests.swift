// SPDX-License-Identifier: Apache-2.0

import FileKit
import OtherPrograms
import TestSupport
import Testing

@testable import KubeClient

@Suite("Plugins as processes", .timeLimit(.minutes(1)))
struct PluginProcessTests {
    static func shell(_ script: String, _ arguments: [String] = []) -> CredentialPlugin {
        var plugin = CredentialPlugin(.v1, command: "/bin/sh")
        plugin.arguments = ["-c", script, "sh"] + arguments
        return plugin
    }

    static func run(_ plugin: CredentialPlugin, _ environment: [String: String] = [:]) async throws -> String {
        String(decoding: try await PluginProcess.run(plugin, environment, isInteractive: false), as: UTF8.self)
    }

    @Test("arguments and variables arrive, what is printed comes back, and nothing is read from the terminal")
    func output() async throws {
        let plugin = Self.shell(#"printf '%s|%s|%s|' "$1" "$2" "$INFO"; cat; echo noise >&2"#, ["a b", "ü"])
        #expect(try await Self.run(plugin, ["INFO": "{}"]) == "a b|ü|{}|")
    }

    @Test("a large output comes whole")
    func large() async throws {
        let plugin = Self.shell(
            "i=0; while [ $i -lt 5000 ]; do echo 0123456789012345678901234567890123456789; i=$((i+1)); done"
        )
        #expect(try await Self.run(plugin).utf8.count == 5_000 * 41)
    }

    @Test("a failure tells the exit code and the last line of what the plugin complained about")
    func failure() async {
        let error = await #expect(throws: CredentialError.self) {
            try await Self.run(Self.shell("echo s3cret; echo first >&2; echo 'no session' >&2; exit 3"))
        }
        #expect(error?.description == "the plugin /bin/sh failed with exit code 3: no session")
        let killed = await #expect(throws: CredentialError.self) { try await Self.run(Self.shell("kill -9 $$")) }
        #expect(killed?.description == "the plugin /bin/sh failed with signal 9")
    }

    @Test("a plugin that prints without end is an error")
    func endless() async {
        let error = await #expect(throws: CredentialError.self) {
            try await Self.run(Self.shell("head -c 2000000 /dev/zero"))
        }
        #expect(error?.description == "the plugin /bin/sh printed more than 1048576 bytes")
    }

    @Test("a plugin that is not installed tells how to get it")
    func missing() async {
        var plugin = CredentialPlugin(.v1, command: "no-such-plugin-here")
        plugin.installHint = "get it from https://example.com"
        let error = await #expect(throws: CredentialError.self) { try await Self.run(plugin) }
        #expect(
            error?.description
                == "cannot run the plugin no-such-plugin-here: No such file or directory\nget it from https://example.com"
        )
    }

    @Test("a plugin that is not waited for any more is killed, with what it started")
    func cancellation() async throws {
        let folder = TemporaryFolder()
        let plugin = Self.shell(#"echo $$ > "$1/pid"; sleep 600"#, [folder.path])
        let task = Task { try await PluginProcess.run(plugin, [:], isInteractive: false) }
        try await eventually("the plugin has started") { (try? File.read("\(folder.path)/pid"))?.isEmpty == false }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}

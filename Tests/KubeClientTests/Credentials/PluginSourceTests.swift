// SPDX-License-Identifier: Apache-2.0

import Basics
import Synchronization
import TestSupport
import Testing

@testable import KubeClient

@Suite("Credentials of plugins", .timeLimit(.minutes(1)))
struct PluginSourceTests {
    /// A plugin that prints a new token each time, and a clock that is set by hand.
    final class Script: Sendable {
        let now = Mutex(Timestamp(secondsSinceEpoch: 1_000))
        let runs = Mutex(0)
        let hasEnd: Bool

        init(hasEnd: Bool = true) {
            self.hasEnd = hasEnd
        }

        var clock: WallClock { WallClock { [self] in now.withLock { $0 } } }

        func advance(by duration: Duration) { now.withLock { $0 = $0 + duration } }

        func source(_ plugin: CredentialPlugin = ExecCredentialTests.plugin, hasTerminal: Bool = false) -> PluginSource
        {
            PluginSource(plugin, clock: clock, hasTerminal: hasTerminal) { [self] _, _, _ in
                let number = runs.withLock { runs in
                    runs += 1
                    return runs
                }
                let end = now.withLock { $0 } + .seconds(600)
                let expiration = hasEnd ? #","expirationTimestamp":"\#(end.formatted(.none))""# : ""
                return ExecCredentialTests.answer(#"{"token":"t\#(number)"\#(expiration)}"#)
            }
        }
    }

    @Test("a token is used until shortly before its end")
    func expiry() async throws {
        let script = Script()
        let source = script.source()
        #expect(try await source.credential() == .bearer("t1"))
        script.advance(by: .seconds(500))
        #expect(try await source.credential() == .bearer("t1"))
        script.advance(by: .seconds(50))
        #expect(try await source.credential() == .bearer("t2"))
    }

    @Test("a token without an end is used until a server refuses it")
    func refusal() async throws {
        let script = Script(hasEnd: false)
        let source = script.source()
        #expect(try await source.credential() == .bearer("t1"))
        script.advance(by: .seconds(1_000_000_000))
        #expect(try await source.credential() == .bearer("t1"))
        #expect(source.refused(.bearer("t1")))
        #expect(try await source.credential() == .bearer("t2"))
        // Word of an older refusal comes late.
        #expect(source.refused(.bearer("t1")))
        #expect(try await source.credential() == .bearer("t2"))
    }

    @Test("a plugin that must ask somebody is not run without a terminal")
    func terminal() async {
        var plugin = ExecCredentialTests.plugin
        plugin.interaction = .always
        let script = Script()
        let error = await #expect(throws: CredentialError.self) { try await script.source(plugin).credential() }
        #expect(error?.description == "the plugin login wants to ask somebody, and there is no terminal")
        #expect(script.runs.withLock { $0 } == 0)
        #expect(await (try? script.source(plugin, hasTerminal: true).credential()) == .bearer("t1"))
    }
}

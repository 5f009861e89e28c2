// SPDX-License-Identifier: Apache-2.0

import Telemetry
import TestSupport
import Testing

@Suite("Log levels")
struct LogLevelsTests {
    @Test("an exact room comes before a tree, and a longer tree before a shorter one")
    func precedence() throws {
        let levels = try LogLevels(parsing: "info, http.client=debug ,kube.*=trace,kube.watch.*=error,json=off")
        let expected: [(String, LogLevels.Threshold)] = [
            ("http", .from(.info)), ("http.client", .from(.debug)), ("http.client.pool", .from(.info)),
            ("kube", .from(.trace)), ("kube.client", .from(.trace)), ("kube.watch", .from(.error)),
            ("kube.watch.pods", .from(.error)), ("kubernetes", .from(.info)), ("json", .off), ("", .from(.info)),
        ]
        for (room, threshold) in expected {
            #expect(levels.threshold(for: room) == threshold, "\(room)")
        }
    }

    @Test("a level without a room is for all others, wherever it stands; `*` says the same")
    func general() throws {
        #expect(try LogLevels(parsing: "a=debug,warning").threshold(for: "b") == .from(.warning))
        #expect(try LogLevels(parsing: "*=error").threshold(for: "b") == .from(.error))
        #expect(try LogLevels(parsing: "") == LogLevels(.info))
        #expect(try LogLevels(parsing: "off") == .off)
    }

    @Test(
        "what is no configuration is an error that says what to write",
        arguments: ["verbose", "INFO", "http=", "=debug", "http==debug", "http.*", "a b=info", ".*=info", "é=info"]
    )
    func refuses(text: String) throws {
        let error = try #require(throws: TelemetryError.self) { try LogLevels(parsing: text) }
        #expect(error.code == .invalidLogLevels)
        #expect(error.description.contains("write"))
    }
}

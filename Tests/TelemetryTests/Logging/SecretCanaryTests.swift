// SPDX-License-Identifier: Apache-2.0

import Basics
import Glibc
import Telemetry
import TestSupport
import Testing

@Suite("Secrets in logs and metrics", .tags(.security))
struct SecretCanaryTests {
    static let canary = "canary-51c8e0"

    struct Credentials: Sendable {
        var user = "portolan"
        var password = Secret(SecretCanaryTests.canary)
        var key = Secret(Array(SecretCanaryTests.canary.utf8))
        var older: [String: [Secret<String>?]] = ["a": [Secret(SecretCanaryTests.canary)]]
    }

    struct PlainError: Error {
        let credentials = Credentials()
    }

    enum ChosenError: Error {
        case refused(Secret<String>, cause: any Error)
    }

    /// Whatever somebody may do who is not thinking of secrets.
    static func logEverything(_ logger: Logger, _ level: LogLevel) {
        let secret = Secret(canary)
        let credentials = Credentials()
        var dumped = ""
        dump(credentials, to: &dumped)
        let child = logger.with(["token": secret])
        child.log(level, "with \(secret) and \(credentials) and \(String(reflecting: secret))")
        child.log(level, "dumped: \(dumped)")
        child.log(level, "mirrored: \(Mirror(reflecting: credentials).children.map { "\($0.value)" })")
        child.log(
            level,
            "fields",
            [
                "secret": secret, "optional": Optional(secret), "list": [secret, secret],
                "described": LogValue.describing(credentials), "bytes": credentials.key,
                "text": "\(credentials.older)", "error": LogValue.error(PlainError()),
                "value": LogValue.describing(secret.logValue),
            ]
        )
        child.log(level, "error", error: PlainError())
        child.log(level, "nested", error: ChosenError.refused(secret, cause: PlainError()))
        LogContext.with(["context": secret]) {
            child.log(level, "context")
        }
    }

    @Test(
        "a secret appears in no line of any form at any level",
        arguments: [LogFormat.json, .terminal(isColored: false), .terminal(isColored: true)]
    )
    func lines(format: LogFormat) throws {
        let pipe = try LogPipe()
        let logging = Logging(levels: LogLevels(.trace), sink: LineSink(format: format, descriptor: pipe.writer))
        var text = ""
        for level in LogLevel.allCases {
            Self.logEverything(Logger(room: "canary", logging), level)
            text += try pipe.readAvailable()
        }
        #expect(text.split(separator: "\n").count == LogLevel.allCases.count * 7)
        #expect(text.split(separator: "\n").allSatisfy { $0.contains("<redacted>") })
        for form in Self.forms {
            #expect(!text.contains(form), "\(form)")
        }
    }

    @Test("a secret appears in no record that a sink gets")
    func records() {
        let sink = RecordingSink()
        Self.logEverything(Logger(room: "canary", Logging(levels: LogLevels(.trace), sink: sink)), .info)
        var dumped = ""
        dump(sink.records, to: &dumped)
        #expect(sink.records.count == 7)
        for form in Self.forms {
            #expect(!dumped.contains(form))
        }
    }

    @Test("a secret that is interpolated into a label appears in no metric")
    func metrics() {
        let registry = MetricRegistry()
        registry.counter("logins_total", help: "Logins.", labels: ["token"]).with("\(Secret(Self.canary))").increment()
        let text = String(decoding: registry.exposition(), as: UTF8.self)
        #expect(text.contains("logins_total{token=\"<redacted>\"} 1"))
        #expect(!text.contains(Self.canary))
    }

    /// The canary as it is, and as what its bytes could look like.
    static let forms = [
        canary, Base64.standard.encode(Array(canary.utf8)), Hex.encode(Array(canary.utf8)),
        String(Array(canary.utf8).description.dropFirst().dropLast()),
        Array(canary.utf8).map(\.description).joined(separator: " "),
    ]
}

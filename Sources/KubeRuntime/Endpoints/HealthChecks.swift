// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import HTTPCore
internal import HTTPServer
package import Telemetry

/// Named checks behind one path, which answers as those of Kubernetes' own programs do.
///
/// `?verbose` names all of them, `?exclude=NAME` leaves one out, and `PATH/NAME` asks one alone. Who asks for all hears
/// which failed, and only whoever asks for one hears why.
package struct HealthChecks: Sendable {
    private struct Check: Sendable {
        let name: String
        let run: @Sendable () async throws -> Void
    }

    /// The word after the slash: `readyz`.
    var name: String
    private let logger: Logger
    private var checks = [Check(name: "ping") {}]

    /// The one check that always passes: somebody answers.
    package init(_ name: String, logger: Logger = .silent) {
        self.name = name
        self.logger = logger
    }

    /// Adds a check, which should be quick and throws what is wrong; what it says must hold no secret.
    package mutating func add(_ name: String, _ check: @escaping @Sendable () async throws -> Void) {
        precondition(!checks.contains { $0.name == name }, "two checks are called \(name)")
        checks.append(Check(name: name, run: check))
    }

    /// Adds the check that fails when the process is on its way to its end, so that nobody is sent to it any more.
    package mutating func addShutdown(_ ending: Latch<Void>) {
        add("shutdown") {
            guard ending.value == nil else { throw ShuttingDown() }
        }
    }

    private struct ShuttingDown: Error, CustomStringConvertible {
        let description = "process is shutting down"
    }

    /// Answers for all of them.
    func answerForAll(_ request: HTTPServerRequest) async throws -> HTTPServerResponse {
        let query = try request.query()
        let excluded = query.items.filter { $0.name == "exclude" }.map(\.value)
        var lines = ""
        var failed: [String] = []
        for check in checks {
            if excluded.contains(check.name) {
                lines += "[+]\(check.name) excluded: ok\n"
            } else if await fails(check) {
                lines += "[-]\(check.name) failed: reason withheld\n"
                failed.append(check.name)
            } else {
                lines += "[+]\(check.name) ok\n"
            }
        }
        let unknown = excluded.filter { name in !checks.contains { $0.name == name } }
        if !unknown.isEmpty {
            let names = unknown.sorted().map { "\"\($0)\"" }.joined(separator: ",")
            lines += "warn: some health checks cannot be excluded: no matches for \(names)\n"
        }
        guard failed.isEmpty else {
            return Self.response(.internalServerError, "\(lines)\(name) check failed\n")
        }
        let isVerbose = query.items.contains { $0.name == "verbose" }
        return Self.response(.ok, isVerbose ? "\(lines)\(name) check passed\n" : "ok")
    }

    /// Answers for one of them.
    func answerForOne(_ request: HTTPServerRequest) async -> HTTPServerResponse {
        guard let check = checks.first(where: { $0.name == request.parameters["check"] }) else {
            return Self.response(.notFound, "404 page not found\n")
        }
        do {
            try await check.run()
            return Self.response(.ok, "ok")
        } catch {
            return Self.response(.internalServerError, "internal server error: \(error)\n")
        }
    }

    private func fails(_ check: Check) async -> Bool {
        do {
            try await check.run()
            return false
        } catch {
            logger.warning("a check failed", ["path": "/\(name)", "check": check.name], error: error)
            return true
        }
    }

    private static func response(_ status: HTTPStatus, _ text: String) -> HTTPServerResponse {
        var response = HTTPServerResponse(status, text: text)
        response.fields["X-Content-Type-Options"] = "nosniff"
        response.fields["Cache-Control"] = "no-cache, no-store, must-revalidate"
        return response
    }
}

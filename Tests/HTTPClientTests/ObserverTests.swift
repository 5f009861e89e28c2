// SPDX-License-Identifier: Apache-2.0

import HTTPClient
import HTTPCore
import Synchronization
import TestSupport
import Testing

private final class Recorder: TransferObserver {
    let lines = Mutex<[String]>([])
    let reports = Mutex<[TransferReport]>([])

    func requestStarted(_ request: TransferReport.Request) {
        lines.withLock { $0.append("start \(request.method) \(request.path)") }
    }

    func headReceived(_ status: HTTPStatus, for request: TransferReport.Request) {
        lines.withLock { $0.append("head \(status.code)") }
    }

    func requestFinished(_ report: TransferReport) {
        lines.withLock { $0.append("end \(report.error?.code.description ?? "well")") }
        reports.withLock { $0.append(report) }
    }
}

@Suite("Hooks for metrics", .tags(.network), .timeLimit(.minutes(1)))
struct ObserverTests {
    @Test("each request is seen to start, to be answered, and to end")
    func events() async throws {
        let server = ScriptedServer { connection in
            while let request = connection.readRequest(), request.target != "/reset" {
                connection.respond(body: "hello")
            }
        }
        let recorder = Recorder()
        let client = try HTTPClient.forTest { $0.observer = recorder }
        _ = try await client.send(.init(.post, server.url("/a?token=canary"), body: .text("1234567")))
        _ = try await client.stream(.init(.get, server.url("/b"))).body.collect(upTo: 100)
        _ = await client.failure(of: .init(.get, server.url("/reset")))
        #expect(
            recorder.lines.withLock { $0 } == [
                "start POST /a", "head 200", "end well", "start GET /b", "head 200", "end well", "start GET /reset",
                "end reset: the connection ended before the response",
            ]
        )
        let reports = recorder.reports.withLock { $0 }
        #expect(reports.map(\.status) == [.ok, .ok, nil])
        #expect(reports.map(\.isConnectionReused).prefix(2) == [false, true])
        #expect(reports.map(\.version) == [.http11, .http11, nil])
        #expect(reports[0].bytesSent == 7)
        #expect(reports[0].bytesReceived == 5)
        #expect(reports[0].request.origin == server.url().origin)
        let phases = reports[0].phases
        #expect(phases.connect > .zero && phases.firstByte > .zero && phases.tls == .zero)
        #expect(phases.total >= phases.dns + phases.connect + phases.firstByte)
        #expect(reports[1].phases.connect == .zero)
    }
}

// SPDX-License-Identifier: Apache-2.0

import HTTPClient
import HTTPCore
import Synchronization
import TestSupport
import Testing

@Suite("Streamed responses", .tags(.network), .timeLimit(.minutes(1)))
struct StreamTests {
    /// A server that sends the same piece again and again, and counts what got away.
    private final class Source: Sendable {
        let sent = Mutex(0)
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 64 * 1_024)

        func server(bytes: Int) -> ScriptedServer {
            ScriptedServer { [self] connection in
                guard connection.readRequest() != nil else { return }
                connection.send("HTTP/1.1 200 OK\nContent-Length: \(bytes)\n\n")
                for _ in 0..<bytes / piece.count {
                    guard connection.send(piece) else { return }
                    sent.withLock { $0 += piece.count }
                }
                connection.waitForClose()
            }
        }

        /// What was sent when no more got away for a while.
        func sentWhenStuck() async throws -> Int {
            var last = -1
            while true {
                let now = sent.withLock { $0 }
                if now == last, now > 0 { return now }
                last = now
                try await Task.sleep(for: .milliseconds(150))
            }
        }
    }

    @Test("the head comes before the body, and each piece when it is there")
    func pieces() async throws {
        let go = Mutex(0)
        let server = ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n")
            for number in 1...3 {
                while go.withLock({ $0 }) < number { connection.pause(1) }
                connection.send("3\nab\(number)\n")
            }
            connection.send("0\n\n")
        }
        let response = try await HTTPClient.forTest().stream(.init(.get, server.url()))
        #expect(response.status == .ok)
        var pieces: [String] = []
        go.withLock { $0 = 1 }
        for try await piece in response.body {
            pieces.append(String(piece))
            go.withLock { $0 += 1 }
        }
        #expect(pieces == ["ab1", "ab2", "ab3"])
    }

    @Test("a reader who does not read stops the server, and one who does gets everything")
    func backPressure() async throws {
        let source = Source()
        let total = 64 * 1_024 * 1_024
        let server = source.server(bytes: total)
        let response = try await HTTPClient.forTest().stream(.init(.get, server.url()))
        // What the client keeps is 256 KiB; the rest waits in the buffers of the two sockets.
        let stuck = try await source.sentWhenStuck()
        #expect(stuck < total / 2)
        var received = 0
        var largest = 0
        for try await piece in response.body {
            received += piece.count
            largest = max(largest, piece.count)
        }
        #expect(received == total)
        #expect(largest < 1_024 * 1_024)
    }

    @Test("the time that the reader takes is not the server's silence")
    func slowReader() async throws {
        let source = Source()
        let server = source.server(bytes: 32 * 1_024 * 1_024)
        let client = try HTTPClient.forTest { $0.timeouts.idle = .seconds(1) }
        let response = try await client.stream(.init(.get, server.url()))
        _ = try await source.sentWhenStuck()
        try await Task.sleep(for: .milliseconds(1_200))
        #expect(try await response.body.collect(upTo: .max).count == 32 * 1_024 * 1_024)
    }

    @Test("the server's silence between two pieces is")
    func silentServer() async throws {
        let server = ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send("HTTP/1.1 200 OK\nContent-Length: 10\n\nhello")
            connection.waitForClose()
        }
        let client = try HTTPClient.forTest { $0.timeouts.idle = .seconds(1) }
        let response = try await client.stream(.init(.get, server.url()))
        var iterator = response.body.makeAsyncIterator()
        #expect(try await iterator.next() == Array("hello".utf8))
        await #expect { _ = try await iterator.next() } throws: { ($0 as? HTTPClientError)?.code == .timeout(.idle) }
        #expect(try await iterator.next() == nil)
    }

    @Test("what came before a reset is read before the error")
    func resetAfterBytes() async throws {
        let server = ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send("HTTP/1.1 200 OK\nContent-Length: 10\n\nhello")
        }
        let response = try await HTTPClient.forTest().stream(.init(.get, server.url()))
        try await eventually("the connection is closed") { server.openConnectionCount == 0 }
        var iterator = response.body.makeAsyncIterator()
        #expect(try await iterator.next() == Array("hello".utf8))
        await #expect { _ = try await iterator.next() } throws: { ($0 as? HTTPClientError)?.code == .reset }
        #expect(try await iterator.next() == nil)
    }

    @Test("letting the body go aborts the transfer", arguments: [0, 1, 3])
    func letGo(afterPieces count: Int) async throws {
        let server = Source().server(bytes: 1 << 30)
        let client = try HTTPClient.forTest()
        func readSome() async throws {
            let response = try await client.stream(.init(.get, server.url()))
            var iterator = response.body.makeAsyncIterator()
            for _ in 0..<count { #expect(try await iterator.next()?.isEmpty == false) }
        }
        try await readSome()
        try await eventually("the connection is closed") { server.openConnectionCount == 0 }
    }

    @Test("cancelling the task that reads ends the transfer")
    func cancelled() async throws {
        let server = ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send("HTTP/1.1 200 OK\n\n")
            connection.waitForClose()
        }
        let response = try await HTTPClient.forTest().stream(.init(.get, server.url()))
        let reader = Task { () -> HTTPClientError? in
            do throws(HTTPClientError) {
                for try await _ in response.body {}
                return nil
            } catch {
                return error
            }
        }
        try await Task.sleep(for: .milliseconds(20))
        reader.cancel()
        #expect(await reader.value?.code == .cancelled)
        try await eventually("the connection is closed") { server.openConnectionCount == 0 }
    }

    @Test("a second reader at the same time is turned away")
    func twoReaders() async throws {
        let server = ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send("HTTP/1.1 200 OK\n\n")
            connection.waitForClose()
        }
        let response = try await HTTPClient.forTest().stream(.init(.get, server.url()))
        let codes = await withTaskGroup { group in
            for _ in 0..<2 {
                group.addTask { () -> HTTPClientError.Code? in
                    do throws(HTTPClientError) {
                        for try await _ in response.body {}
                        return nil
                    } catch {
                        return error.code
                    }
                }
            }
            let first = await group.next()
            group.cancelAll()
            return [first, await group.next()]
        }
        #expect(codes == [.invalidRequest, .cancelled])
    }

    @Test("shutting the client down ends the streams")
    func shutDown() async throws {
        let server = Source().server(bytes: 1 << 30)
        let client = try HTTPClient.forTest()
        let response = try await client.stream(.init(.get, server.url()))
        await client.shutDown()
        await #expect { for try await _ in response.body {} } throws: { ($0 as? HTTPClientError)?.code == .shutDown }
    }

    @Test("collecting more than was allowed is an error")
    func collect() async throws {
        let server = ScriptedServer { connection in
            while connection.readRequest() != nil { connection.respond(body: "hello") }
        }
        let client = try HTTPClient.forTest()
        let enough = try await client.stream(.init(.get, server.url()))
        #expect(try await enough.body.collect(upTo: 5) == Array("hello".utf8))
        let short = try await client.stream(.init(.get, server.url()))
        await #expect { _ = try await short.body.collect(upTo: 4) } throws: {
            ($0 as? HTTPClientError)?.code == .limit(.responseBody)
        }
    }

    @Test("a hundred streams at once, each with its own bytes in order")
    func manyStreams() async throws {
        let server = ScriptedServer { connection in
            while let request = connection.readRequest() {
                connection.send("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n")
                for number in 0..<20 {
                    let chunk = "\(request.target) \(number);"
                    connection.send("\(String(chunk.utf8.count, radix: 16))\n\(chunk)\n")
                }
                connection.send("0\n\n")
            }
        }
        let client = try HTTPClient.forTest { $0.limits.connectionsPerHost = 0 }
        try await withThrowingTaskGroup { group in
            for stream in 0..<100 {
                group.addTask {
                    let response = try await client.stream(.init(.get, server.url("/\(stream)")))
                    let text = String(try await response.body.collect(upTo: .max))
                    #expect(text == (0..<20).map { "/\(stream) \($0);" }.joined())
                }
            }
            try await group.waitForAll()
        }
    }
}

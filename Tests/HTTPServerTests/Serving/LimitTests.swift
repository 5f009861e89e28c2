// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct LimitTests {
    private static let hello: HTTPHandler = { _ in HTTPServerResponse(text: "hello") }
    private static let request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    private static let short = Duration.milliseconds(60)

    @Test("a header that trickles in is given up, however lively it trickles")
    func slowHead() async throws {
        let log = EventLog()
        let configuration = HTTPServerConfiguration.test {
            $0.observe = log.add
            $0.limits.headTimeout = Self.short
        }
        try await withServer(configuration, handler: Self.hello) { address, _ in
            let client = try RawClient(address)
            var received: [UInt8] = []
            var ending: RawClient.Ending?
            for byte in "GET / HTTP/1.1\r\nHost: x\r\n".utf8 {
                try? await client.send([byte])
            }
            while ending == nil {
                try? await client.send("A: b\r\n")
                try await Task.sleep(for: .milliseconds(5))
                guard let (bytes, end) = client.receiveNow() else { continue }
                received += bytes
                ending = end
            }
            #expect(String(decoding: received, as: UTF8.self).hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
            #expect(log.rejections == [.headTimeout])
        }
    }

    @Test("a connection that never says anything is closed without a word")
    func silentConnection() async throws {
        try await withServer(.test { $0.limits.headTimeout = Self.short }, handler: Self.hello) { address, _ in
            let (text, ending) = try await RawClient(address).receiveAll()
            #expect(text == "" && ending == .closed)
        }
    }

    @Test("a connection that is idle between requests is closed")
    func idle() async throws {
        let log = EventLog()
        let configuration = HTTPServerConfiguration.test {
            $0.observe = log.add
            $0.limits.idleTimeout = Self.short
        }
        try await withServer(configuration, handler: Self.hello) { address, _ in
            let client = try RawClient(address)
            try await client.send(Self.request)
            let (text, ending) = try await client.receiveAll()
            #expect(text.hasSuffix("hello") && ending == .closed)
            #expect(log.closings == [.idle])
        }
    }

    @Test("a body that comes too slowly is given up", arguments: [true, false])
    func slowBody(trickles: Bool) async throws {
        let configuration = HTTPServerConfiguration.test { $0.limits.bodyTimeout = Self.short }
        let handler: HTTPHandler = { HTTPServerResponse(body: try await $0.body.collect(upTo: 1000)) }
        try await withServer(configuration, handler: handler) { address, _ in
            let client = try RawClient(address)
            try await client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
            var received: [UInt8] = []
            var ending: RawClient.Ending?
            while ending == nil {
                if trickles { try? await client.send("a") }
                try await Task.sleep(for: .milliseconds(10))
                guard let (bytes, end) = client.receiveNow() else { continue }
                received += bytes
                ending = end
            }
            #expect(String(decoding: received, as: UTF8.self).hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        }
    }

    @Test("a handler that takes its time over the body does not use up the client's")
    func slowHandler() async throws {
        let configuration = HTTPServerConfiguration.test { $0.limits.bodyTimeout = .milliseconds(20) }
        let handler: HTTPHandler = { request in
            try await Task.sleep(for: .milliseconds(150))
            return HTTPServerResponse(text: "\(try await request.body.collect(upTo: 1_000_000).count)>")
        }
        try await withServer(configuration, handler: handler) { address, _ in
            let client = try RawClient(address)
            try await client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n")
            try await client.send([UInt8](repeating: 0x61, count: 300_000))
            #expect(try await client.receive(until: ">").hasSuffix("300000>"))
        }
    }

    @Test("a client that takes nothing of a response is cut")
    func stalledReader() async throws {
        let log = EventLog()
        let configuration = HTTPServerConfiguration.test {
            $0.observe = log.add
            $0.limits.writeTimeout = Self.short
        }
        let body = [UInt8](repeating: 0x61, count: 20_000_000)
        try await withServer(configuration, handler: answering { _ in HTTPServerResponse(body: body) }) {
            address,
            server in
            let client = try RawClient(address, receiveBuffer: 4096)
            try await client.send(Self.request)
            try await eventually("the connection is cut") { log.closings == [.stalled] }
            #expect(server.connectionCount == 0)
        }
    }

    @Test("a handler is cancelled some time after its client has closed its half")
    func halfClosed() async throws {
        let cancelled = Flag()
        let handler: HTTPHandler = { _ in
            defer { cancelled.set() }
            try await Task.sleep(for: .seconds(3600))
            return HTTPServerResponse()
        }
        try await withServer(.test { $0.limits.halfClosedTimeout = Self.short }, handler: handler) { address, _ in
            let client = try RawClient(address)
            try await client.send(Self.request)
            client.finishSending()
            #expect(try await client.receiveAll().text == "")
            try await eventually("the handler is cancelled") { cancelled.isSet }
        }
    }

    @Test("connections beyond the limit are told that there is no room")
    func connections() async throws {
        let log = EventLog()
        let configuration = HTTPServerConfiguration.test {
            $0.observe = log.add
            $0.limits.connectionCount = 2
        }
        try await withServer(configuration, handler: Self.hello) { address, server in
            var clients: [RawClient] = []
            for _ in 0..<2 {
                let client = try RawClient(address)
                try await client.send(Self.request)
                _ = try await client.receive(until: "hello")
                clients.append(client)
            }
            let (text, _) = try await RawClient(address).receiveAll()
            #expect(text.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
            #expect(text.hasSuffix("the server has too many connections now"))
            #expect(log.rejections == [.tooManyConnections])
            clients.removeLast()
            try await eventually("there is room again") { server.connectionCount == 1 }
            let client = try RawClient(address)
            try await client.send(Self.request)
            _ = try await client.receive(until: "hello")
        }
    }

    @Test("a connection ends after its number of requests")
    func requestsPerConnection() async throws {
        try await withServer(.test { $0.limits.requestsPerConnection = 2 }, handler: Self.hello) { address, _ in
            let client = try RawClient(address)
            try await client.send(Self.request + Self.request + Self.request)
            let (text, ending) = try await client.receiveAll()
            #expect(text.components(of: "HTTP/1.1 200 OK") == 2)
            #expect(text.components(of: "Connection: close") == 1)
            #expect(ending == .closed)
        }
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}

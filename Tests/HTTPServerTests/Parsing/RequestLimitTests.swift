// SPDX-License-Identifier: Apache-2.0

import HTTPServer
import Testing

@Suite struct RequestLimitTests {
    private static let host = "Host: x\r\n"

    @Test("a target may be as long as the limit and no longer")
    func target() {
        var limits = HTTPServerLimits()
        limits.targetSize = 20
        func rejection(_ length: Int) -> RequestRejection.Code? {
            Transcript("GET /\(String(repeating: "a", count: length - 1)) HTTP/1.1\r\n\(Self.host)\r\n", limits: limits)
                .rejection
        }
        #expect(rejection(20) == nil)
        #expect(rejection(21) == .targetTooLong)
        #expect(rejection(1000) == .targetTooLong)
    }

    @Test("a request line without end is refused when it cannot fit any more")
    func endlessTarget() {
        var limits = HTTPServerLimits()
        limits.targetSize = 20
        #expect(Transcript("GET /\(String(repeating: "a", count: 60))", limits: limits).rejection == nil)
        #expect(Transcript("GET /\(String(repeating: "a", count: 100))", limits: limits).rejection == .targetTooLong)
    }

    @Test("a header may be as large as the limit and no larger")
    func head() {
        let start = "GET / HTTP/1.1\r\n\(Self.host)A: "
        var limits = HTTPServerLimits()
        limits.headSize = 200
        func rejection(_ size: Int) -> RequestRejection.Code? {
            let padding = String(repeating: "a", count: size - start.utf8.count - 4)
            return Transcript("\(start)\(padding)\r\n\r\n", limits: limits).rejection
        }
        #expect(rejection(200) == nil)
        #expect(rejection(201) == .headTooLarge)
    }

    @Test("a header may have as many fields as the limit and no more")
    func fieldCount() {
        var limits = HTTPServerLimits()
        limits.fieldCount = 3
        #expect(Transcript("GET / HTTP/1.1\r\n\(Self.host)A:\r\nB:\r\n\r\n", limits: limits).rejection == nil)
        #expect(
            Transcript("GET / HTTP/1.1\r\n\(Self.host)A:\r\nB:\r\nC:\r\n\r\n", limits: limits).rejection
                == .tooManyFields
        )
    }

    @Test("a body may be as large as the limit and no larger, however it is framed")
    func body() {
        var limits = HTTPServerLimits()
        limits.bodySize = 10
        func rejection(_ body: String) -> RequestRejection.Code? {
            Transcript("POST / HTTP/1.1\r\n\(Self.host)\(body)", limits: limits).rejection
        }
        #expect(rejection("Content-Length: 10\r\n\r\n") == nil)
        #expect(rejection("Content-Length: 11\r\n\r\n") == .bodyTooLarge)
        #expect(rejection("Transfer-Encoding: chunked\r\n\r\n8\r\n01234567\r\n2\r\n01\r\n0\r\n\r\n") == nil)
        #expect(rejection("Transfer-Encoding: chunked\r\n\r\n8\r\n01234567\r\n3\r\n") == .bodyTooLarge)
    }

    @Test("trailers and chunk extensions are bounded")
    func trailers() {
        var limits = HTTPServerLimits()
        limits.trailerSize = 10
        let start = "POST / HTTP/1.1\r\n\(Self.host)Transfer-Encoding: chunked\r\n\r\n0"
        #expect(Transcript("\(start)\r\nAb: cd\r\n\r\n", limits: limits).rejection == nil)
        #expect(Transcript("\(start)\r\nAb: cdef\r\n\r\n", limits: limits).rejection == .malformedTrailer)
        let padding = String(repeating: "a", count: 4096)
        #expect(Transcript("\(start);\(padding)\r\n\r\n").rejection == .malformedChunk)
    }
}

// SPDX-License-Identifier: Apache-2.0

import HTTPServer
import Testing

@Suite struct RequestSplitTests {
    private static let accepted = [
        "GET /a?b=c HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\nGET /d HTTP/1.0\r\n\r\n",
        "\r\nPOST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nA: b\r\n\r\nGET / HTTP/1.1\r\nHo",
    ]
    static let corpus = (accepted + RejectedRequest.all.map(\.text)).map { Array($0.utf8) }

    @Test("a connection cut in two anywhere reads like the whole")
    func cutInTwo() {
        for bytes in Self.corpus {
            let whole = Transcript(bytes)
            for cut in bytes.indices { #expect(Transcript(bytes, splitAt: [cut]) == whole) }
        }
    }

    @Test("a connection that trickles in reads like the whole")
    func trickle() {
        for bytes in Self.corpus {
            #expect(Transcript(bytes, splitAt: Array(bytes.indices)) == Transcript(bytes))
        }
    }

    @Test("small limits answer alike, however the bytes are cut")
    func limits() {
        var limits = HTTPServerLimits()
        limits.targetSize = 3
        limits.headSize = 60
        limits.fieldCount = 2
        limits.bodySize = 4
        limits.trailerSize = 4
        for bytes in Self.corpus {
            let whole = Transcript(bytes, limits: limits)
            #expect(Transcript(bytes, splitAt: Array(bytes.indices), limits: limits) == whole)
            for cut in bytes.indices { #expect(Transcript(bytes, splitAt: [cut], limits: limits) == whole) }
        }
    }
}

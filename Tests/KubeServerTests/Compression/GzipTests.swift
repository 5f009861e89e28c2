// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import HTTPServer
import JSONKit
import KubeServer
import TestSupport
import Testing

@Suite("Compression", .timeLimit(.minutes(1)))
struct GzipTests {
    /// Bytes that compress a little, the same each time.
    private static func bytes(_ count: Int) -> [UInt8] {
        var state: UInt32 = 7
        return (0..<count).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: state >> 27)
        }
    }

    @Test("what is compressed comes back", arguments: [0, 1, 100, 70_000, 1_000_000], [Gzip.Effort.fast, .standard])
    func roundTrip(_ count: Int, _ effort: Gzip.Effort) throws {
        let bytes = Self.bytes(count)
        let short = try #require(Gzip.compress(bytes, effort))
        #expect(short.starts(with: [0x1F, 0x8B, 8]))
        if count >= 70_000 { #expect(short.count < count) }
        #expect(Gzip.decompress(short, count: count) == bytes)
    }

    @Test("what another program compressed is read")
    func stranger() throws {
        // printf 'hello hello hello' | gzip -9 -n | base64
        let short = try Base64.standard.decode("H4sIAAAAAAACA8tIzcnJV8hAkACAiPnlEQAAAA==")
        #expect(Gzip.decompress(short, count: 17) == Array("hello hello hello".utf8))
    }

    @Test("bytes that are damaged, cut off or of another length are not read")
    func damage() throws {
        let bytes = Self.bytes(1_000)
        let short = try #require(Gzip.compress(bytes, .fast))
        var damaged = short
        damaged[short.count / 2] ^= 1
        #expect(Gzip.decompress(damaged, count: 1_000) == nil)
        #expect(Gzip.decompress(Array(short.dropLast(4)), count: 1_000) == nil)
        #expect(Gzip.decompress(short, count: 999) == nil)
        #expect(Gzip.decompress(short, count: 1_001) == nil)
        #expect(Gzip.decompress([], count: 0) == nil)
    }

    struct Answer: CustomTestStringConvertible {
        let size: Int
        let accepted: String?
        let isCompressed: Bool
        var testDescription: String { "\(size) bytes for \(accepted ?? "nothing said")" }
    }

    @Test(
        "answers of more than 128 KiB are compressed for those who read gzip",
        arguments: [
            Answer(size: 131_073, accepted: "gzip", isCompressed: true),
            Answer(size: 131_073, accepted: "deflate, gzip, br", isCompressed: true),
            Answer(size: 131_072, accepted: "gzip", isCompressed: false),
            Answer(size: 131_073, accepted: nil, isCompressed: false),
            Answer(size: 131_073, accepted: "gzip;q=1.0", isCompressed: false),
            Answer(size: 131_073, accepted: "br, *", isCompressed: false),
        ]
    )
    func threshold(_ answer: Answer) async throws {
        let body = Self.bytes(answer.size)
        let client = InProcessClient { request in
            await HTTPServerResponse(.ok, fields: ["Vary": "Accept"], body: body).compressed(for: request)
        }
        var fields = HTTPFields()
        fields["Accept-Encoding"] = answer.accepted
        let reply = try await client.send(.get, "/", fields: fields, body: [])
        #expect(reply.fields["Content-Encoding"] == (answer.isCompressed ? "gzip" : nil))
        #expect(reply.fields.values(of: "Vary") == (answer.isCompressed ? ["Accept", "Accept-Encoding"] : ["Accept"]))
        let received = answer.isCompressed ? Gzip.decompress(reply.body, count: answer.size) : reply.body
        #expect(received == body)
    }

    @Test("a long list of objects is compressed")
    func list() async throws {
        let server = try SampleServer()
        let data = String(repeating: "0123456789", count: 15_000)
        let object =
            #"{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"long","annotations":{"a":"\#(data)"}}}"#
        #expect(try await server.send(.post, "/api/v1/namespaces", object).status == 201)
        let reply = try await server.client.send(
            .get,
            "/api/v1/namespaces",
            fields: ["Accept-Encoding": "gzip"],
            body: []
        )
        #expect(reply.fields["Content-Encoding"] == "gzip")
        #expect(reply.body.count < 5_000)
        let plain = try await server.client.send(.get, "/api/v1/namespaces", fields: HTTPFields(), body: [])
        #expect(plain.fields["Content-Encoding"] == nil)
        #expect(Gzip.decompress(reply.body, count: plain.body.count) == plain.body)
    }
}

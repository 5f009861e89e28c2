// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import KubeClient
import KubeCore
import TestSupport
import Testing

@Suite("Watches", .timeLimit(.minutes(1)))
struct WatchStreamTests {
    static func line(_ type: String, _ name: String, version: Int) -> String {
        #"{"type":"\#(type)","object":{"kind":"ConfigMap","metadata":{"name":"\#(name)","resourceVersion":"\#(version)"}}}"#
            + "\n"
    }

    static let events =
        line("ADDED", "a", version: 1) + line("MODIFIED", "a", version: 2) + line("DELETED", "a", version: 3)
        + #"{"type":"BOOKMARK","object":{"kind":"ConfigMap","metadata":{"resourceVersion":"9"}}}"# + "\r\n"

    /// What came out of a watch, as words, and how it ended.
    static func outcome(
        _ chunks: [String],
        largestEvent: Int? = nil
    ) async throws -> (words: [String], error: APIError?) {
        let scripted = ScriptedClient([.init(chunks: chunks.map { Array($0.utf8) })]) { _, options in
            if let largestEvent { options.largestEvent = largestEvent }
        }
        let stream = try await scripted.client.watch(CoreV1.ConfigMap.self, WatchOptions(.after(ResourceVersion("0"))))
        var words: [String] = []
        var iterator = stream.makeAsyncIterator()
        do throws(APIError) {
            while let event = try await iterator.next() { words.append(Self.word(event)) }
        } catch {
            // After an error there is nothing more.
            #expect(try await iterator.next() == nil)
            return (words, error)
        }
        #expect(try await iterator.next() == nil)
        return (words, nil)
    }

    static func word(_ event: WatchEvent<CoreV1.ConfigMap>) -> String {
        let name =
            switch event {
            case .added(let item): "added \(item.metadata.name)"
            case .modified(let item): "modified \(item.metadata.name)"
            case .deleted(let item): "deleted \(item.metadata.name)"
            case .bookmark: "bookmark"
            case .error: "error"
            case .foreign(_, let kind): "foreign \(kind)"
            }
        return event.resourceVersion.map { "\(name) \($0)" } ?? name
    }

    static let words = ["added a 1", "modified a 2", "deleted a 3", "bookmark 9"]

    @Test("events come out whole, wherever the chunks are cut")
    func chunks() async throws {
        let bytes = Array(Self.events.utf8)
        for size in [1, 2, 7, 63, 64, 100, bytes.count] {
            let chunks = stride(from: 0, to: bytes.count, by: size).map {
                String(decoding: bytes[$0..<min($0 + size, bytes.count)], as: UTF8.self)
            }
            let (words, error) = try await Self.outcome(chunks)
            #expect(words == Self.words && error == nil, "chunks of \(size)")
        }
    }

    @Test("a watch that the server ends without a word is no failure")
    func silence() async throws {
        let (words, error) = try await Self.outcome([])
        #expect(words.isEmpty && error == nil)
    }

    @Test("what the server says in the stream is an error like any other of its words")
    func serverError() async throws {
        let status =
            #"{"type":"ERROR","object":\#(AnswerText.status(410, "Expired", "too old resource version: 1 (5)"))}"#
        let (words, error) = try await Self.outcome([Self.events, status + "\n", Self.events])
        #expect(words == Self.words)
        #expect(error?.isExpired == true)
        #expect(error?.description == "watch configmaps: 410 Expired: too old resource version: 1 (5)")
    }

    @Test("an event that was cut off is not seen, and the cut is a broken connection")
    func cut() async throws {
        let (words, error) = try await Self.outcome([Self.events, #"{"type":"ADDED","object":{"kind":"ConfigMap","#])
        #expect(words == Self.words)
        #expect(error?.code == .transport)
    }

    @Test("an event that is not understood ends the watch: what it says must not be lost")
    func undecodable() async throws {
        let (words, error) = try await Self.outcome([Self.events, "{\"type\":\"NEW\",\"object\":{}}\n", Self.events])
        #expect(words == Self.words)
        #expect(error?.code == .undecodable)
    }

    @Test("an event that is too large ends the watch, also before its end is there")
    func large() async throws {
        let long = Self.line("ADDED", String(repeating: "x", count: 2_000), version: 4)
        for chunks in [[long], [String(long.prefix(1_500))]] {
            let (words, error) = try await Self.outcome(chunks, largestEvent: 1_000)
            #expect(words.isEmpty)
            #expect(error?.code == .tooLarge)
            #expect(error?.description == "watch configmaps: a line is longer than the limit of 1000 bytes")
        }
    }

    @Test("objects of a foreign kind are passed on as such")
    func foreign() async throws {
        let table = #"{"type":"ADDED","object":{"kind":"Table","metadata":{"resourceVersion":"5"}}}"# + "\n"
        let (words, error) = try await Self.outcome([table, Self.events])
        #expect(words == ["foreign Table"] + Self.words && error == nil)
    }

    @Test("a watch that is refused is an error before there is a stream")
    func refusal() async {
        let scripted = ScriptedClient([.init(.gone, AnswerText.status(410, "Expired"))])
        let error = await #expect(throws: APIError.self) {
            try await scripted.client.watch(CoreV1.ConfigMap.self, WatchOptions(.mostRecent))
        }
        #expect(error?.isExpired == true)
    }
}

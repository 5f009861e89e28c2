// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import JSONKit
import Testing

/// A watch without a socket: what a handler streams, line by line.
struct WatchProbe {
    /// An event, as far as tests look at it.
    struct Event: Equatable, CustomStringConvertible {
        var type: String
        var name: String
        var revision: UInt64
        var json: JSONValue

        var description: String { "\(type) \(name)@\(revision)" }
    }

    private let pieces: AsyncStream<[UInt8]>
    private let task: Task<Void, any Error>

    /// Starts a watch, which must be answered with a stream.
    init(
        _ handler: @escaping HTTPHandler,
        _ target: String,
        accept: String = "application/json"
    ) async throws {
        let response = try await handler(HTTPServerRequest(.get, target, fields: ["Accept": accept]))
        guard case .stream(_, let produce) = response.body else {
            throw Refused(code: response.status.code)
        }
        let (pieces, feed) = AsyncStream<[UInt8]>.makeStream(bufferingPolicy: .bufferingOldest(10_000))
        self.pieces = pieces
        task = Task {
            defer { feed.finish() }
            try await produce(HTTPResponseWriter { feed.yield($0) })
        }
    }

    struct Refused: Error {
        let code: Int
    }

    /// The next events, as many as are asked for, or fewer when the stream ends before.
    func events(_ count: Int) async throws -> [Event] {
        var events: [Event] = []
        var rest: [UInt8] = []
        guard count > 0 else { return [] }
        for await piece in pieces {
            rest += piece
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                events.append(try Event(JSONValue(parsing: Array(rest[..<end]))))
                rest.removeSubrange(...end)
            }
            if events.count >= count { break }
        }
        return events
    }

    /// Everything until the end of the stream, and whether it was a proper one.
    func rest() async -> (text: String, isComplete: Bool) {
        var bytes: [UInt8] = []
        for await piece in pieces { bytes += piece }
        let result = await task.result
        if case .success = result { return (String(decoding: bytes, as: UTF8.self), true) }
        return (String(decoding: bytes, as: UTF8.self), false)
    }

    func stop() async {
        task.cancel()
        _ = await task.result
    }
}

extension WatchProbe.Event {
    fileprivate init(_ json: JSONValue) {
        type = json["type"]?.string ?? ""
        let metadata = json["object"]?["metadata"]
        name = metadata?["name"]?.string ?? ""
        revision = metadata?["resourceVersion"]?.string.flatMap { UInt64($0) } ?? 0
        self.json = json
    }
}

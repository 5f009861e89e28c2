// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
internal import HTTPServer
internal import KubeCore

extension APIServer {
    func get(_ call: ResourceCall) throws(APIFailure) -> Answer {
        Answer(json: try call.answers().one(store.get(call.resource, call.key)))
    }

    func list(_ call: ResourceCall) throws(APIFailure) -> Answer {
        let query = try ListQuery(call.query)
        let listing = try store.list(call.resource, namespace: call.listedNamespace, query)
        return Answer(json: try call.answers().list(listing))
    }

    /// Streams changes until the client goes, the time is up or the history is gone.
    func watch(_ call: ResourceCall) throws(APIFailure) -> HTTPServerResponse {
        let query = try ListQuery(call.query)
        if query.sendsInitialEvents == true, query.match != .notOlderThan {
            throw APIFailure(
                422,
                .invalid,
                "resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"
            )
        }
        let feed = WatchFeed(
            call.resource,
            namespace: call.listedNamespace,
            selection: try Selection(labels: query.labels, fields: query.fields, of: call.resource),
            lines: try EventLines(call, cache: events),
            query: query,
            storage: storage,
            now: .now
        )
        // Without a wish of the client, half an hour or more, as Kubernetes has it.
        let seconds = query.timeoutSeconds.flatMap { $0 == 0 ? nil : $0 } ?? Int.random(in: 1_800..<3_600)
        let fields: HTTPFields = ["Cache-Control": "no-cache, private", "Content-Type": "application/json"]
        return HTTPServerResponse(.ok, fields: fields, streaming: nil) { [storage, clock] writer in
            try await Self.run(feed, of: call.resource.id, on: storage, clock, for: .seconds(seconds), into: writer)
        }
    }

    private static func run(
        _ initial: WatchFeed,
        of resource: ResourceID,
        on storage: Storage,
        _ clock: WallClock,
        for time: Duration,
        into writer: HTTPResponseWriter
    ) async throws {
        var feed = initial
        let start = ContinuousClock.now
        let end = start + time
        // A bookmark a minute, and one two seconds before the end (apiserver, cache_watcher.go).
        var nextBookmark = min(start + .seconds(60), end - .seconds(2))
        while !Task.isCancelled {
            let now = ContinuousClock.now
            switch try feed.next(from: storage, at: now, today: clock.now) {
            case .send(let lines):
                if !lines.isEmpty { try await writer.write(lines) }
            case .end(let lines):
                if !lines.isEmpty { try await writer.write(lines) }
                return
            case .waitForAnything(let revision, let patience):
                if now >= end { return }
                await storage.waitForNews(of: nil, after: revision, until: min(patience, end))
            case .wait(let revision):
                if now >= end { return }
                if now >= nextBookmark {
                    if let bookmark = feed.bookmark() { try await writer.write(bookmark) }
                    nextBookmark = now < end - .seconds(2) ? min(now + .seconds(60), end - .seconds(2)) : end
                }
                await storage.waitForNews(of: resource, after: revision, until: min(nextBookmark, end))
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
internal import HTTPServer
internal import KubeCore

extension APIServer {
    func get(_ call: ResourceCall) throws(APIFailure) -> Answer {
        if let wanted = try ListQuery.version(call.query["resourceVersion"], isWatch: true) {
            let current = storage.revision
            guard wanted <= current else { throw APIFailure.tooLargeResourceVersion(wanted, current: current) }
        }
        guard !call.form.isForList else {
            throw APIFailure.unsuitable("PartialObjectMetadataList", "not a list", call.resource.names.kind)
        }
        return Answer(json: try call.answers().one(store.get(call.resource, call.key)))
    }

    func list(_ call: ResourceCall) throws(APIFailure) -> Answer {
        guard call.form.shape != .metadata || call.form.isForList else {
            throw APIFailure.unsuitable("PartialObjectMetadata", "a list", call.resource.names.listKind)
        }
        let query = try ListQuery(call.query)
        let listing = try store.list(call.resource, namespace: call.listedNamespace, query)
        return Answer(json: try call.answers().list(listing))
    }

    /// Streams changes until the client goes, the time is up or the history is gone.
    func watch(_ call: ResourceCall) throws(APIFailure) -> HTTPServerResponse {
        guard call.target.subresource.isEmpty, ReviewKind(call.resource.id) == nil else {
            throw call.unsupported(.watch)
        }
        guard AnswerEncoding(fields: call.request.fields, query: call.query).notation == .json else {
            throw APIFailure.notAcceptable(AnswerEncoding.acceptedForWatch)
        }
        var query = try ListQuery(call.query, isWatch: true)
        if !call.target.name.isEmpty { try query.select(name: call.target.name) }
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
        var fields: HTTPFields = ["Cache-Control": "no-cache, private", "Content-Type": "application/json"]
        for warning in call.resource.warnings { fields.append("Warning", Answer.header(warning)) }
        var response = HTTPServerResponse(.ok, fields: fields, streaming: nil) { writer in
            try await self.run(feed, of: call, for: .seconds(seconds), into: writer)
        }
        response.endsWithServer = true
        return response
    }

    private func run(
        _ initial: WatchFeed,
        of call: ResourceCall,
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
                // Of a resource whose definition is gone there will be no news.
                if now >= end || !isServed(call) { return }
                if now >= nextBookmark {
                    if let bookmark = feed.bookmark() { try await writer.write(bookmark) }
                    nextBookmark = now < end - .seconds(2) ? min(now + .seconds(60), end - .seconds(2)) : end
                }
                await storage.waitForNews(of: call.resource.storedID, after: revision, until: min(nextBookmark, end))
            }
        }
    }
    private func isServed(_ call: ResourceCall) -> Bool {
        let (id, version) = (call.resource.id, call.resource.version)
        return call.resource.isBuiltIn
            || registry.snapshot.resource(group: id.group, version: version, plural: id.plural) != nil
    }
}

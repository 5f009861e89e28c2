// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import HTTPServer
import JSONKit
import TestSupport
import Testing

@testable import KubeServer

/// The feed as a state machine: time and storage go in, lines come out.
@Suite("The feed of a watch", .tags(.machine))
struct WatchFeedTests {
    private let storage = Storage(logLimit: 10)
    private let start = ContinuousClock.now
    private static let today = Timestamp(secondsSinceEpoch: 1_800_000_000)

    private func feed(_ query: String) throws -> WatchFeed {
        let widgets = ServedResource.Names(plural: "widgets", singular: "widget", kind: "Widget")
        let resource = ServedResource(
            widgets,
            group: "example.com",
            version: "v1",
            isNamespaced: true,
            strategy: PlainStrategy()
        )
        let path = "/apis/example.com/v1/namespaces/a/widgets"
        let request = try HTTPServerRequest(.get, "\(path)?\(query)")
        let target = try #require(request.info.target)
        let items = try #require(HTTPQuery(parsing: query))
        let user = UserInfo(name: "tester")
        let call = try ResourceCall(resource, target, of: user, request, items, now: Self.today)
        let list = try ListQuery(items, isWatch: true)
        return WatchFeed(
            resource,
            namespace: "a",
            selection: try Selection(labels: list.labels, fields: list.fields, of: resource),
            lines: try EventLines(call, cache: EventCache()),
            query: list,
            storage: storage,
            now: start
        )
    }

    /// What a feed does next, in words.
    private func step(_ feed: inout WatchFeed, after time: Duration = .zero) throws -> String {
        switch try feed.next(from: storage, at: start + time, today: Self.today) {
        case .send(let lines): return "send \(Self.types(lines))"
        case .wait(let revision): return "wait after \(revision)"
        case .waitForAnything(let revision, let deadline): return "wait after \(revision) for \(deadline - start)"
        case .end(let lines): return "end \(Self.types(lines))"
        }
    }

    private static func types(_ lines: [UInt8]) -> String {
        lines.split(separator: UInt8(ascii: "\n")).map { line in
            guard let json = try? JSONValue(parsing: Array(line)) else { return "?" }
            let code = json["object"]?["code"]?.int.map { " \($0)" } ?? ""
            return (json["type"]?.string ?? "?") + code
        }
        .joined(separator: ", ")
    }

    @Test("the state is sent when the server has reached the resource version, and 504 when it does not")
    func patience() throws {
        let version = storage.revision + 1
        let query =
            "watch=1&sendInitialEvents=true&allowWatchBookmarks=1&resourceVersionMatch=NotOlderThan"
            + "&resourceVersion=\(version)"
        var late = try feed(query)
        #expect(try step(&late) == "wait after \(version - 1) for 3.0 seconds")
        #expect(try step(&late, after: .seconds(2)) == "wait after \(version - 1) for 3.0 seconds")
        #expect(try step(&late, after: .seconds(3)) == "end ERROR 504")
        var punctual = try feed(query)
        #expect(try step(&punctual) == "wait after \(version - 1) for 3.0 seconds")
        try storage.write("x")
        #expect(try step(&punctual) == "send ")
        #expect(try step(&punctual) == "send ADDED")
        #expect(try step(&punctual) == "send BOOKMARK")
        #expect(try step(&punctual) == "wait after \(version)")
    }

    @Test("a watch that the history has overtaken ends, and one that begins so is told")
    func overtaken() throws {
        var slow = try feed("watch=1&resourceVersion=\(storage.revision)")
        try storage.write("x")
        let read = storage.revision
        #expect(try step(&slow) == "send ADDED")
        for number in 0..<11 { try storage.write("x", "\(number)") }
        #expect(try step(&slow) == "end ")
        var next = try feed("watch=1&resourceVersion=\(read)")
        #expect(try step(&next) == "end ERROR 410")
    }

    @Test("bookmarks say how far a watch has come, from the moment in which that is news")
    func bookmarks() throws {
        try storage.write("x")
        var watch = try feed("watch=1&allowWatchBookmarks=true&resourceVersion=\(storage.revision)")
        _ = try step(&watch)
        #expect(watch.bookmark() == nil)
        try storage.write("g", of: gadgetID)
        _ = try step(&watch)
        for _ in 0..<2 {
            let line = try #require(watch.bookmark())
            let bookmark = try JSONValue(parsing: Array(line.dropLast()))
            #expect(bookmark["object"]?["metadata"]?["resourceVersion"]?.string == "\(storage.revision)")
            #expect(bookmark["object"]?["metadata"]?["annotations"] == nil)
        }
        var silent = try feed("watch=1&resourceVersion=1")
        _ = try step(&silent)
        #expect(silent.bookmark() == nil)
    }

    @Test("large events are sent before more of them are gathered")
    func batches() throws {
        let text = String(repeating: "x", count: 200 << 10)
        var watch = try feed("watch=1&resourceVersion=\(storage.revision)")
        for number in 0..<5 { try storage.write("\(number)", text) }
        #expect(try step(&watch) == "send ADDED, ADDED")
        #expect(try step(&watch) == "send ADDED, ADDED")
        #expect(try step(&watch) == "send ADDED")
        var initial = try feed("watch=1")
        #expect(try step(&initial) == "send ")
        #expect(try step(&initial) == "send ADDED, ADDED")
    }

    @Test("lines are encoded once for all watches of a form, and forgotten when there are too many")
    func cache() throws {
        let cache = EventCache(byteLimit: 100)
        var count = 0
        func line(_ revision: UInt64) throws -> Int {
            let key = EventCache.Key(revision: revision, kind: .added, form: "f", second: 0)
            return try cache.line(key) { () throws(APIFailure) in
                count += 1
                return [UInt8](repeating: 0, count: 40)
            }
            .count
        }
        for revision: UInt64 in [1, 1, 2, 1, 2] { #expect(try line(revision) == 40) }
        #expect(count == 2)
        _ = try line(3)
        _ = try line(2)
        #expect(count == 3)
        _ = try line(1)
        #expect(count == 4)
    }
}

// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import JSONKit
import TestSupport
import Testing

@testable import KubeServer

private let widgets = "/apis/example.com/v1/namespaces/a/widgets"

/// The table of apiserver's `RunWatchSemantics` (pkg/storage/testing/watcher_tests.go), with what a real server answers.
@Suite("What a watch begins with", .timeLimit(.minutes(1)))
struct WatchSemanticsTests {
    struct Row: CustomTestStringConvertible, Sendable {
        enum Start: String, CaseIterable {
            case unset
            case zero = "0"
            case one = "1"
            case current
        }

        let start: Start
        let bookmarks: Bool?
        let initial: Bool?

        var testDescription: String {
            let bookmarks = bookmarks.map { "allowWatchBookmarks=\($0)" } ?? "no word of bookmarks"
            let initial = initial.map { "sendInitialEvents=\($0)" } ?? "no word of initial events"
            return "\(bookmarks), \(initial), resourceVersion \(start.rawValue)"
        }

        /// Whether the watch begins with the objects that are there, in whatever way.
        var showsObjects: Bool { start == .one || (initial ?? (start != .current)) }

        /// Whether it says when that is over.
        var marksEnd: Bool { bookmarks == true && (initial ?? (start == .unset || start == .zero)) }

        func query(current: UInt64) -> String {
            var items = ["watch=1"]
            switch start {
            case .unset: break
            case .current: items.append("resourceVersion=\(current)")
            case .zero, .one: items.append("resourceVersion=\(start.rawValue)")
            }
            if let bookmarks { items.append("allowWatchBookmarks=\(bookmarks)") }
            if let initial { items.append("sendInitialEvents=\(initial)&resourceVersionMatch=NotOlderThan") }
            return items.joined(separator: "&")
        }
    }

    static let rows = Row.Start.allCases.flatMap { start in
        [true, false, nil].flatMap { bookmarks in
            [true, false, nil].map { Row(start: start, bookmarks: bookmarks, initial: $0) }
        }
    }

    @Test("a watch with", arguments: rows)
    func semantics(_ row: Row) async throws {
        let server = try SampleServer()
        try await server.makeNamespace()
        for name in ["1", "2", "3"] { try await server.create("w\(name)") }
        let current = server.server.storage.revision
        let watch = try await server.watch(row.query(current: current))
        var expected: [String] = row.showsObjects ? ["ADDED w1", "ADDED w2", "ADDED w3"] : []
        if row.marksEnd { expected.append("BOOKMARK ") }
        let first = try await watch.events(expected.count)
        #expect(first.map { "\($0.type) \($0.name)" } == expected)
        if row.marksEnd, let bookmark = first.last {
            #expect(bookmark.revision >= current)
            let annotations = bookmark.json["object"]?["metadata"]?["annotations"]
            #expect(annotations?["k8s.io/initial-events-end"]?.string == "true")
        }
        for name in ["4", "5"] { try await server.create("w\(name)") }
        let later = try await watch.events(2)
        #expect(later.map { "\($0.type) \($0.name)" } == ["ADDED w4", "ADDED w5"])
        await watch.stop()
    }

    @Test("objects come into sight and go out of it as a selector says, with the resource version of the change")
    func selectors() async throws {
        let server = try SampleServer()
        try await server.makeNamespace()
        let watch = try await server.watch("watch=1&resourceVersion=\(server.server.storage.revision)&labelSelector=on")
        func label(_ value: String) async throws {
            let patch = #"{"metadata": {"labels": {"on": \#(value)}}}"#
            let type = "application/merge-patch+json"
            _ = try await server.send(.patch, "\(widgets)/x", patch, contentType: type)
        }
        try await server.create("x")
        try await label(#""yes""#)
        try await label(#""still""#)
        try await label("null")
        let gone = server.server.storage.revision
        try await label(#""again""#)
        _ = try await server.send(.delete, "\(widgets)/x")
        let events = try await watch.events(5)
        #expect(events.map(\.type) == ["ADDED", "MODIFIED", "DELETED", "ADDED", "DELETED"])
        #expect(events[2].revision == gone)
        // It is shown as it was when it was last in sight.
        #expect(events[2].json["object"]?["metadata"]?["labels"]?["on"]?.string == "still")
        #expect(events[4].revision == server.server.storage.revision)
        await watch.stop()
    }

    @Test("an object that goes with its last finalizer is shown as it was stored")
    func lastFinalizer() async throws {
        let server = try SampleServer()
        try await server.makeNamespace()
        let body =
            #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "x", "finalizers": ["example.com/hold"]}, "spec": {"size": 1}}"#
        _ = try await server.send(.post, widgets, body)
        let watch = try await server.watch("watch=1&resourceVersion=\(server.server.storage.revision)")
        _ = try await server.send(.delete, "\(widgets)/x")
        let patch = #"{"metadata": {"finalizers": null}}"#
        _ = try await server.send(.patch, "\(widgets)/x", patch, contentType: "application/merge-patch+json")
        let events = try await watch.events(2)
        #expect(events.map(\.type) == ["MODIFIED", "DELETED"])
        let metadata = events[1].json["object"]?["metadata"]
        #expect(metadata?["finalizers"]?[0]?.string == "example.com/hold")
        #expect(metadata?["resourceVersion"]?.string == "\(server.server.storage.revision)")
        await watch.stop()
    }

    @Test("a watch whose beginning is forgotten is told so in the stream")
    func tooOld() async throws {
        let server = try SampleServer()
        try await server.makeNamespace()
        try await server.create("x")
        server.server.storage.compact()
        let oldest = server.server.storage.revision
        try await server.create("y")
        let (text, isComplete) = try await server.watch("watch=1&resourceVersion=2").rest()
        #expect(isComplete)
        let event = try JSONValue(parsing: Array(text.utf8.dropLast()))
        #expect(event["type"]?.string == "ERROR")
        #expect(event["object"]?["code"]?.int == 410)
        #expect(event["object"]?["reason"]?.string == "Expired")
        #expect(event["object"]?["message"]?.string == "too old resource version: 2 (\(oldest))")
        let watch = try await server.watch("watch=1&resourceVersion=\(oldest)")
        #expect(try await watch.events(1).map(\.name) == ["y"])
        await watch.stop()
    }

    @Test("a watch from the future waits for it")
    func future() async throws {
        let server = try SampleServer()
        try await server.makeNamespace()
        let future = server.server.storage.revision + 2
        let watch = try await server.watch("watch=1&resourceVersion=\(future)")
        for name in ["1", "2", "3", "4"] { try await server.create("w\(name)") }
        #expect(try await watch.events(2).map(\.name) == ["w3", "w4"])
        await watch.stop()
    }
}

extension SampleServer {
    func makeNamespace() async throws {
        _ = try await send(.post, "/api/v1/namespaces", #"{"metadata": {"name": "a"}}"#)
    }

    func create(_ name: String) async throws {
        _ = try await send(
            .post,
            widgets,
            #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "\#(name)"}, "spec": {"size": 1}}"#
        )
    }

    func watch(_ query: String, accept: String = "application/json") async throws -> WatchProbe {
        try await WatchProbe({ await self.server.handle($0) }, "\(widgets)?\(query)", accept: accept)
    }
}

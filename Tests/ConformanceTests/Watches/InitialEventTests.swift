// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import Testing

extension Conformance {
    /// The matrix of `RunWatchSemantics` in Kubernetes' own tests, and what becomes of parameters that are not given.
    @Suite("The beginnings of watches", .timeLimit(.minutes(2)))
    struct InitialEventTests {
        enum Version: String, Sendable, CaseIterable {
            case unset
            case zero
            case one
            case current
        }

        struct Row: Sendable, CustomTestStringConvertible {
            let bookmarks: Bool?
            let initialEvents: Bool?
            let version: Version

            var testDescription: String {
                "bookmarks \(bookmarks.map(String.init) ?? "unset"), "
                    + "initial events \(initialEvents.map(String.init) ?? "unset"), version \(version)"
            }

            func query(current: String) -> String {
                var items = ["watch=1", "timeoutSeconds=1"]
                if let bookmarks { items.append("allowWatchBookmarks=\(bookmarks)") }
                if let initialEvents {
                    items += ["sendInitialEvents=\(initialEvents)", "resourceVersionMatch=NotOlderThan"]
                }
                switch version {
                case .unset: break
                case .zero: items.append("resourceVersion=0")
                case .one: items.append("resourceVersion=1")
                case .current: items.append("resourceVersion=\(current)")
                }
                return items.joined(separator: "&")
            }

            /// Whether what is there already comes as events.
            var hasInitialEvents: Bool {
                switch (initialEvents, version) {
                // Events that happened after version 1 are the creations of the two objects.
                case (_, .one), (true, _), (nil, .unset), (nil, .zero): true
                default: false
                }
            }

            /// Whether a bookmark says that this was all.
            var hasEnd: Bool {
                guard bookmarks == true else { return false }
                return initialEvents ?? (version == .unset || version == .zero)
            }
        }

        static let rows = [nil, true, false].flatMap { bookmarks in
            [nil, true, false].flatMap { initialEvents in
                Version.allCases.map { Row(bookmarks: bookmarks, initialEvents: initialEvents, version: $0) }
            }
        }

        @Test(
            "82: a watch begins with what its parameters say",
            arguments: rows
        )
        func begins(_ row: Row) async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(.post("secrets", ["metadata": ["name": "a"]]))
                let last = try await sandbox.make(.post("secrets", ["metadata": ["name": "b"]]))
                let current = last.version ?? ""
                // From here on, no state at hand is older than this one.
                try await sandbox.make(.get("secrets?resourceVersion=\(current)&resourceVersionMatch=NotOlderThan"))
                let events = try await sandbox.events("secrets?\(row.query(current: current))")
                let added = events.filter { $0.type == "ADDED" }.map(\.name)
                #expect(added == (row.hasInitialEvents ? ["a", "b"] : []))
                #expect(events.contains(where: \.endsInitialEvents) == row.hasEnd)
                if let end = events.first(where: \.endsInitialEvents) {
                    #expect(ResourceVersion(end.version).isOlder(than: ResourceVersion(current)) == false)
                    #expect(end.object["kind"] == "Secret")
                    #expect(end.object["metadata"]?.object?.keys.sorted() == ["annotations", "resourceVersion"])
                }
                if row.bookmarks != true { #expect(!events.contains { $0.type == "BOOKMARK" }) }
            }
        }
    }
}

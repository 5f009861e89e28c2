// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import TestSupport
import Testing

extension Conformance {
    @Suite("Lists at a version", .timeLimit(.minutes(2)))
    struct VersionTests {
        struct Row: Sendable, CustomTestStringConvertible {
            /// `{rv}` is the version of the third of five objects.
            let query: String
            let names: [String]
            /// Whether the list has exactly that version.
            var isAtVersion = false
            var hasMore = false

            var testDescription: String { query.isEmpty ? "no version" : query }

            init(_ query: String, _ count: Int, isAtVersion: Bool = false, hasMore: Bool = false) {
                self.query = query
                names = (0..<count).map { "s\($0)" }
                self.isAtVersion = isAtVersion
                self.hasMore = hasMore
            }
        }

        // What a version alone means depends on the limit: with one, it is exactly that version, as it always was.
        static let rows = [
            Row("", 5),
            Row("limit=2", 2, hasMore: true),
            Row("resourceVersion=0", 5),
            Row("resourceVersion=0&limit=2", 5),
            Row("resourceVersion=0&resourceVersionMatch=NotOlderThan", 5),
            Row("resourceVersion={rv}", 5),
            Row("resourceVersion={rv}&limit=2", 2, isAtVersion: true, hasMore: true),
            Row("resourceVersion={rv}&resourceVersionMatch=NotOlderThan", 5),
            Row("resourceVersion={rv}&resourceVersionMatch=Exact", 3, isAtVersion: true),
            Row("resourceVersion={rv}&resourceVersionMatch=Exact&limit=2", 2, isAtVersion: true, hasMore: true),
            Row("resourceVersion={rv}&resourceVersionMatch=Exact&limit=3", 3, isAtVersion: true),
        ]

        @Test("a version and its match say which state is listed", arguments: rows)
        func matrix(_ row: Row) async throws {
            try await Sandbox.run { sandbox in
                var versions: [String] = []
                for number in 0..<5 {
                    let made = try await sandbox.make(.post("secrets", ["metadata": ["name": .string("s\(number)")]]))
                    versions.append(made.version ?? "")
                }
                let query = row.query.replacing("{rv}", with: versions[2])
                var list = try await sandbox.send(.get("secrets?\(query)")).succeeds()
                if query.hasPrefix("resourceVersion=0") {
                    // Any state means just that; but not for ever the same.
                    try await eventually("the last object is listed") {
                        list = try await sandbox.send(.get("secrets?\(query)"))
                        return list.itemNames.count == 5
                    }
                }
                #expect(list.itemNames == row.names)
                #expect((list["metadata.continue"] != nil) == row.hasMore)
                if row.isAtVersion {
                    #expect(list.version == versions[2])
                } else {
                    let version = ResourceVersion(list.version ?? "")
                    #expect(version.isOlder(than: ResourceVersion(versions[4])) == false)
                }
            }
        }

        @Test("an object is as it is now, or at least as new as a version")
        func objects() async throws {
            try await Sandbox.run { sandbox in
                let made = try await sandbox.makeConfigMap("a")
                for query in ["", "?resourceVersion=0", "?resourceVersion=\(made.version ?? "")"] {
                    let answer = try await sandbox.send(.get("configmaps/a\(query)"))
                    #expect(answer.version == made.version)
                }
            }
        }

        @Test(
            "a version that is not there yet is waited for, and then refused",
            arguments: [
                "secrets?resourceVersion={future}",
                "secrets?resourceVersion={future}&resourceVersionMatch=NotOlderThan",
                "secrets?resourceVersion={future}&resourceVersionMatch=Exact", "secrets/none?resourceVersion={future}",
            ]
        )
        func future(_ path: String) async throws {
            try await Sandbox.run { sandbox in
                let future = "999999999999"
                let answer = try await sandbox.send(.get(path.replacing("{future}", with: future)))
                let refusal = try #require(answer.refusal)
                #expect(refusal.code == 504)
                #expect(refusal.reason == .timeout)
                #expect(refusal.message.hasPrefix("Timeout: Too large resource version: \(future), current: "))
                #expect(refusal.details.causes.map(\.reason) == ["ResourceVersionTooLarge"])
                #expect(refusal.details.causes.map(\.message) == ["Too large resource version"])
                #expect(answer.retryAfter == .seconds(1))
            }
        }
    }
}

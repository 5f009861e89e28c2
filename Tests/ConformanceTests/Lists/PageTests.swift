// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeClient
import KubeCore
import Testing

extension Conformance {
    @Suite("Pages", .timeLimit(.minutes(2)))
    struct PageTests {
        private static func fill(_ sandbox: Sandbox, _ names: ClosedRange<Int> = 0...4) async throws {
            for number in names {
                let labels: JSONValue = ["parity": .string(number.isMultiple(of: 2) ? "even" : "odd")]
                try await sandbox.make(
                    .post("secrets", ["metadata": ["name": .string("s\(number)"), "labels": labels]])
                )
            }
        }

        @Test("pages are of one state, and say how many objects are left")
        func pages() async throws {
            try await Sandbox.run { sandbox in
                try await Self.fill(sandbox)
                let first = try await sandbox.send(.get("secrets?limit=2"))
                #expect(first.itemNames == ["s0", "s1"])
                #expect(first["metadata.remainingItemCount"] == 3)
                let token = try #require(first["metadata.continue"]?.string)

                try await sandbox.make(.delete("secrets/s3"))
                try await sandbox.make(.post("secrets", ["metadata": ["name": "s2a"]]))
                try await sandbox.make(.merge("secrets/s2", ["metadata": ["labels": ["changed": "yes"]]]))

                let second = try await sandbox.send(.get("secrets?limit=2&continue=\(token)"))
                #expect(second.itemNames == ["s2", "s3"])
                #expect(second.items.first?["metadata"]?["labels"]?["changed"] == nil)
                #expect(second["metadata.remainingItemCount"] == 1)
                #expect(second.version == first.version)
                let next = try #require(second["metadata.continue"]?.string)
                let last = try await sandbox.send(.get("secrets?limit=2&continue=\(next)"))
                #expect(last.itemNames == ["s4"])
                #expect(last["metadata.remainingItemCount"] == nil)
                #expect(last["metadata.continue"] == nil)
                #expect(last.version == first.version)
            }
        }

        @Test("a page without a limit is the rest")
        func rest() async throws {
            try await Sandbox.run { sandbox in
                try await Self.fill(sandbox)
                let first = try await sandbox.send(.get("secrets?limit=1"))
                let token = first["metadata.continue"]?.string ?? ""
                let rest = try await sandbox.send(.get("secrets?continue=\(token)"))
                #expect(rest.itemNames == ["s1", "s2", "s3", "s4"])
                let restFromAnyState = try await sandbox.send(.get("secrets?resourceVersion=0&continue=\(token)"))
                #expect(restFromAnyState.itemNames == rest.itemNames)
            }
        }

        @Test("nobody counts what a selector leaves")
        func selectors() async throws {
            try await Sandbox.run { sandbox in
                try await Self.fill(sandbox)
                let first = try await sandbox.send(.get("secrets?limit=1&labelSelector=parity%3Dodd"))
                #expect(first.itemNames == ["s1"])
                #expect(first["metadata.remainingItemCount"] == nil)
                let token = try #require(first["metadata.continue"]?.string)
                let second = try await sandbox.send(
                    .get("secrets?limit=1&labelSelector=parity%3Dodd&continue=\(token)")
                )
                #expect(second.itemNames == ["s3"])
            }
        }

        @Test("a limit that all objects fit in makes no pages, and one below zero is none")
        func largeLimits() async throws {
            try await Sandbox.run { sandbox in
                try await Self.fill(sandbox)
                for limit in ["5", "500", "-1", "0"] {
                    let list = try await sandbox.send(.get("secrets?limit=\(limit)"))
                    #expect(list.itemNames.count == 5, "\(limit)")
                    #expect(list["metadata.continue"] == nil, "\(limit)")
                    #expect(list["metadata.remainingItemCount"] == nil, "\(limit)")
                }
            }
        }

        @Test("a client that lists all pages sees each object once, while others write")
        func client() async throws {
            try await Sandbox.run { sandbox in
                try await Self.fill(sandbox, 0...9)
                async let writes: Void = {
                    for number in 0..<10 {
                        try await sandbox.make(.merge("secrets/s\(number)", ["metadata": ["labels": ["w": "1"]]]))
                    }
                }()
                let list = try await sandbox.client.listAll(
                    CoreV1.Secret.resourceType,
                    namespace: sandbox.namespace,
                    pageSize: 3,
                    as: PartialObject.self
                )
                try await writes
                #expect(list.items.map(\.metadata.name) == (0...9).map { "s\($0)" })
            }
        }

        @Test("pages over all namespaces go through one after the other")
        func acrossNamespaces() async throws {
            try await Sandbox.run { sandbox in
                try await Self.fill(sandbox, 0...2)
                try await Sandbox.run { other in
                    try await Self.fill(other, 0...2)
                    let mine = [sandbox.namespace, other.namespace].sorted()
                    let list = try await sandbox.client.listAll(
                        CoreV1.Secret.resourceType,
                        pageSize: 2,
                        as: PartialObject.self
                    )
                    let keys = list.items.map(\.metadata.key).filter { mine.contains($0.namespace ?? "") }
                    let expected = mine.flatMap { namespace in
                        (0...2).map { ObjectKey(namespace: namespace, name: "s\($0)") }
                    }
                    #expect(keys == expected)
                }
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeClient
import KubeCore
import Testing

extension Conformance {
    @Suite("Writes at the same time", .timeLimit(.minutes(2)))
    struct ConcurrencyTests {
        @Test("of writes of one version, one wins")
        func oneWins() async throws {
            try await Sandbox.run { sandbox in
                let made = try await sandbox.makeConfigMap("a", ["n": "0"])
                let version = made.version ?? ""
                let codes = try await withThrowingTaskGroup { group in
                    for number in 0..<8 {
                        let object: JSONValue = [
                            "metadata": ["name": "a", "resourceVersion": .string(version)],
                            "data": ["n": .string("\(number + 1)")],
                        ]
                        group.addTask { try await sandbox.send(.put("configmaps/a", object)).code }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(codes.sorted() == [200] + Array(repeating: 409, count: 7))
            }
        }

        @Test("who reads, changes and writes loses no count")
        func counting() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.makeConfigMap("a", ["n": "0"])
                let key = sandbox.key("a")
                try await withThrowingTaskGroup { group in
                    for _ in 0..<4 {
                        group.addTask {
                            for _ in 0..<5 { try await Self.increment(key, sandbox.client) }
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(try await sandbox.send(.get("configmaps/a"))["data.n"] == "20")
            }
        }

        private static func increment(_ key: ObjectKey, _ client: KubeClient) async throws {
            while true {
                var object = try await client.get(CoreV1.ConfigMap.resourceType, key)
                let count = Int(object["data"]?["n"]?.string ?? "") ?? 0
                object["data"] = ["n": .string("\(count + 1)")]
                let answer = try await client.answer(.replace(CoreV1.ConfigMap.resourceType, object))
                if answer.code != 409 { return }
            }
        }

        @Test("patches without a version are put on top of each other")
        func patches() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.makeConfigMap("a")
                try await withThrowingTaskGroup { group in
                    for number in 0..<10 {
                        let data: JSONValue = ["data": [("k\(number)"): "1"]]
                        group.addTask { try await sandbox.send(.merge("configmaps/a", data)).succeeds() }
                    }
                    for try await _ in group {}
                }
                #expect(try await sandbox.send(.get("configmaps/a"))["data"]?.object?.count == 10)
            }
        }

        @Test("of creations of one name, one wins")
        func creations() async throws {
            try await Sandbox.run { sandbox in
                let codes = try await withThrowingTaskGroup { group in
                    for _ in 0..<6 {
                        group.addTask {
                            try await sandbox.send(.post("configmaps", ["metadata": ["name": "a"]])).code
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(codes.sorted() == [201] + Array(repeating: 409, count: 5))
            }
        }
    }
}

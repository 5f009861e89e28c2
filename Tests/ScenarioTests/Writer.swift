// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeClient
import KubeCore
import TestSupport

/// Somebody who makes, changes and deletes config maps of their own, and does not rest before the server has them so.
struct Writer: Sendable {
    static let namespace = "sources"

    let client: KubeClient
    let names: [String]
    let seed: Seed

    /// Writes until a time, and returns what there must be in the end.
    func run(until end: ContinuousClock.Instant) async throws -> [String: String] {
        var random = SeededRandom(seed)
        var state: [String: String] = [:]
        var number = 0
        for name in names {
            try await write(name, "0")
            state[name] = "0"
        }
        while ContinuousClock.now < end {
            guard let name = names.randomElement(using: &random) else { break }
            number += 1
            if Int.random(in: 0..<10, using: &random) == 0 {
                try await delete(name)
                state[name] = nil
            } else {
                try await write(name, "\(number)")
                state[name] = "\(number)"
            }
        }
        return state
    }

    private func write(_ name: String, _ value: String) async throws {
        let key = ObjectKey(namespace: Self.namespace, name: name)
        var object = DynamicObject(CoreV1.ConfigMap.resourceType, key)
        object["data"] = ["value": .string(value)]
        let intent = object
        try await insist {
            _ = try await client.apply(
                CoreV1.ConfigMap.resourceType,
                key,
                intent,
                ApplyOptions(fieldManager: "writer", isForced: true),
                as: PartialObject.self
            )
        }
    }

    private func delete(_ name: String) async throws {
        let key = ObjectKey(namespace: Self.namespace, name: name)
        try await insist {
            do {
                _ = try await client.delete(CoreV1.ConfigMap.resourceType, key)
            } catch let error as APIError where error.isNotFound {
                return
            }
        }
    }

    private func insist(_ body: () async throws -> Void) async throws {
        while true {
            do {
                return try await body()
            } catch {
                try Task.checkCancellation()
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }
}

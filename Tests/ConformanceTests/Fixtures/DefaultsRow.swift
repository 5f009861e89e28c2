// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

/// An object as somebody writes it, and what the server makes of it.
struct DefaultsRow: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let path: String
    let object: JSONValue
    let result: JSONValue

    init(_ description: String, _ path: String, _ object: JSONValue, _ result: JSONValue) {
        testDescription = description
        self.path = path
        self.object = object
        self.result = result
    }

    /// Asks what the object would be, and compares; what differs with each object is left out.
    func check() async throws {
        try await Sandbox.run { sandbox in
            let answer = try await sandbox.send(.post("\(path)?dryRun=All", object)).succeeds(201)
            var found = answer.body
            for field in ["uid", "creationTimestamp", "managedFields"] { found["metadata"]?[field] = nil }
            // Admission plugins add more, which a cluster may have or not: accounts of pods, and the protection of claims
            // for the sake of a controller that takes it away.
            for field in ["serviceAccount", "serviceAccountName"] { found["spec"]?[field] = nil }
            if found["metadata"]?["finalizers"] == ["kubernetes.io/pvc-protection"] {
                found["metadata"]?["finalizers"] = nil
            }
            let expected = result.serializedText(.sortedKeys).replacing("{ns}", with: sandbox.namespace)
            #expect(found.serializedText(.sortedKeys) == expected)
        }
    }
}

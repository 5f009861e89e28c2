// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeMerge
import TestSupport
import Testing

/// Random patches, a third of them made as `kubectl` makes them, with what `k8s.io/apimachinery` made of them.
@Suite(.tags(.interop))
struct GoldenPatchTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let json: JSONValue
        var testDescription: String { "patch \(json["seed"]?.int ?? 0)" }
    }

    @Test(
        "Patched objects and refusals are those of Kubernetes' own library",
        arguments: try Golden.lines("strategic.jsonl").map(Row.init)
    )
    func replay(_ row: Row) throws {
        let patch = try StrategicMergePatch(#require(row.json["patch"]))
        let original = try #require(row.json["original"])
        do throws(MergeError) {
            let result = try patch.applied(to: original, schema: Fixtures.pod)
            // As the object is once it is decoded into its type, which knows neither empty things nor directives.
            #expect(result.significant == row.json["result"]?.significant, "\(row.json.serializedText())")
        } catch {
            #expect(row.json["error"]?.string == error.message, "\(row.json.serializedText())")
        }
    }
}

extension JSONValue {
    fileprivate var significant: JSONValue? {
        switch self {
        case .null: return nil
        case .bool, .number, .string: return self
        case .array(let elements):
            let rest = elements.compactMap(\.significant)
            return rest.isEmpty ? nil : .array(rest)
        case .object(let object):
            var rest = JSONObject()
            for (key, value) in object where !key.hasPrefix("$") { rest[key] = value.significant }
            return rest.isEmpty ? nil : .object(rest)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import JSONKit
import TestSupport
import Testing

@testable import KubeServer

@Suite("Bodies in protobuf", .tags(.codec))
struct ProtobufBodyTests {
    @Test("what Kubernetes writes is read as the JSON that Kubernetes writes", arguments: try GoldenObject.all())
    func golden(_ golden: GoldenObject) throws {
        let object = try ProtobufBody.object(in: golden.bytes, expecting: golden.kind, in: golden.apiVersion)
        #expect(Self.differences(.object(object), .object(golden.json), at: "") == [])
    }

    /// The paths at which two trees differ, and how.
    private static func differences(_ found: JSONValue?, _ expected: JSONValue?, at path: String) -> [String] {
        switch (found, expected) {
        case (.object(let found)?, .object(let expected)?):
            return Set(found.keys).union(expected.keys).sorted().flatMap {
                differences(found[$0], expected[$0], at: "\(path).\($0)")
            }
        case (.array(let found)?, .array(let expected)?) where found.count == expected.count:
            return found.indices.flatMap { differences(found[$0], expected[$0], at: "\(path)[\($0)]") }
        default:
            if found == expected { return [] }
            return ["\(path): \(text(found)) in place of \(text(expected))"]
        }
    }

    private static func text(_ value: JSONValue?) -> String {
        guard let value else { return "nothing" }
        var writer = JSONWriter(style: .compact)
        writer.write(value)
        return String(decoding: writer.finish(), as: UTF8.self)
    }

    @Test("every field that has a number is in one of the objects")
    func coverage() throws {
        var seen: Set<String> = []
        for golden in try GoldenObject.all() {
            let table = TypeTable.of(apiVersion: golden.apiVersion)
            Self.note(golden.json, golden.kind, try #require(table), &seen)
        }
        var missing: [String] = []
        for version in Set(try GoldenObject.all().map(\.apiVersion)) {
            let table = try #require(TypeTable.of(apiVersion: version))
            for definition in table.definitions.values where !definition.isUnion {
                for field in definition.fields where !seen.contains("\(table.name).\(definition.name).\(field.name)") {
                    missing.append("\(version) \(definition.name).\(field.name)")
                }
            }
        }
        #expect(missing.isEmpty, "\(missing.sorted().joined(separator: "\n"))")
    }

    private static func note(_ object: JSONObject, _ name: String, _ table: TypeTable, _ seen: inout Set<String>) {
        guard let (table, definition) = table.resolve(name) else { return }
        if definition.isKind, let metadata = object["metadata"]?.object {
            note(metadata, "ObjectMeta", table, &seen)
        }
        for field in definition.fields {
            guard let value = object[field.name] else { continue }
            seen.insert("\(table.name).\(name).\(field.name)")
            note(value, field.type, field, table, &seen)
        }
    }

    private static func note(
        _ value: JSONValue,
        _ type: FieldType,
        _ field: FieldDefinition,
        _ table: TypeTable,
        _ seen: inout Set<String>
    ) {
        switch type {
        case .list(let elements): for value in value.array ?? [] { note(value, elements, field, table, &seen) }
        case .map(let values): for member in value.object ?? [:] { note(member.value, values, field, table, &seen) }
        case .named(let name): if let object = value.object { note(object, name, table, &seen) }
        case .scalar:
            if let name = field.message, let object = value.object { note(object, name, table, &seen) }
        }
    }
}

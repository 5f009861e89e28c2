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

    @Test("every field has a number, and no two fields of a type have the same", arguments: try GoldenObject.versions())
    func numbers(_ version: String) throws {
        let table = try #require(TypeTable.of(apiVersion: version))
        for definition in Array(table.definitions.values) + TypeTable.metaV1.definitions.values {
            // Version and kind of a message stand in front of it.
            let fields = definition.fields.filter { !["apiVersion", "kind"].contains($0.name) || !$0.number.isEmpty }
            let numbers = fields.map(\.number)
            #expect(!numbers.contains([]), "\(definition.name)")
            #expect(Set(numbers).count == numbers.count, "\(definition.name)")
        }
    }

    @Test("every field that a client can send is in one of the objects")
    func coverage() throws {
        var fields = FieldCoverage()
        for golden in try GoldenObject.all() {
            let table = try #require(TypeTable.of(apiVersion: golden.apiVersion))
            fields.expect(golden.kind, table)
            fields.note(golden.json, golden.kind, table)
        }
        #expect(fields.expected.count > 1_000)
        #expect(fields.expected.subtracting(fields.seen) == [])
    }
}

/// The fields that there are, and those that have been seen.
private struct FieldCoverage {
    private(set) var expected: Set<String> = []
    private(set) var seen: Set<String> = []

    /// Expects the fields of a type, and of all types that it uses.
    mutating func expect(_ name: String, _ table: TypeTable) {
        guard let (table, definition) = table.resolve(name) else { return }
        if definition.isKind { expect("ObjectMeta", table) }
        for field in definition.fields where !field.number.isEmpty {
            let isNew = definition.isUnion || expected.insert("\(table.name).\(name).\(field.name)").inserted
            guard isNew, let type = field.message ?? field.type.name, type != name else { continue }
            expect(type, table)
        }
    }

    mutating func note(_ object: JSONObject, _ name: String, _ table: TypeTable) {
        guard let (table, definition) = table.resolve(name) else { return }
        if definition.isKind, let metadata = object["metadata"]?.object { note(metadata, "ObjectMeta", table) }
        for field in definition.fields {
            guard let value = object[field.name] else { continue }
            seen.insert("\(table.name).\(name).\(field.name)")
            note(value, field, table)
        }
    }

    /// Looks into everything that a value contains; what is not of the field's type has other fields and does no harm.
    private mutating func note(_ value: JSONValue, _ field: FieldDefinition, _ table: TypeTable) {
        let type = field.message ?? field.type.name
        switch (value, field.type) {
        case (.array(let elements), _): for element in elements { note(element, field, table) }
        case (.object(let members), .map): for member in members { noteObject(member.value, type, table) }
        default: noteObject(value, type, table)
        }
    }

    private mutating func noteObject(_ value: JSONValue, _ type: String?, _ table: TypeTable) {
        guard let type, let object = value.object else { return }
        // Of a union JSON shows only the value.
        let isUnion = table.resolve(type)?.definition.isUnion ?? false
        note(object, isUnion ? "JSONSchemaProps" : type, table)
    }
}

extension FieldType {
    /// The name of the type that lists and maps are made of, if it has one.
    fileprivate var name: String? {
        switch self {
        case .named(let name): name
        case .list(let inner), .map(let inner): inner.name
        case .scalar: nil
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeSchema
import KubeServer
import Testing

/// A built-in resource under test, and what becomes of objects in it.
struct BuiltInFixture {
    let resource: ServedResource
    let namespace: String

    init(_ plural: String, namespace: String = "default") throws {
        let matches = BuiltInResources.all.filter { $0.id.description == plural && $0.view == nil }
        resource = try #require(matches.first, "no resource \(plural)")
        self.namespace = resource.isNamespaced ? namespace : ""
    }

    /// The time is 2026-03-01T12:00:00Z.
    static let now = Timestamp(secondsSinceEpoch: 1_772_366_400)

    private func context(_ part: WriteContext.Part) -> WriteContext {
        WriteContext(resource, namespace: namespace, part: part, now: Self.now)
    }

    private func complete(_ text: String) throws -> JSONObject {
        var object = try JSONObject(parsing: text)
        object["apiVersion"] = .string(resource.apiVersion)
        object["kind"] = .string(resource.names.kind)
        return object
    }

    /// The object as it is stored, or the failure that the client gets.
    func created(_ text: String) throws -> JSONObject {
        var rules = ObjectRules(context(.main))
        return try rules.creation(of: complete(text), uid: "6cf7") { $0 + "x" }
    }

    /// The object as it is stored in place of another one.
    func updated(_ old: JSONObject, _ change: (inout JSONObject) -> Void) throws -> JSONObject {
        var object = old
        change(&object)
        var rules = ObjectRules(context(.main))
        return try rules.update(to: object, from: old)
    }

    /// What the strategy finds wrong with an object, or with the change that a merge patch makes of an old one.
    func errors(_ text: String, replacing old: String? = nil) throws -> [String] {
        guard let old else {
            let object = try prepared(complete(text), nil)
            return resource.strategy.errors(in: object, replacing: nil).map(\.description)
        }
        let before = try prepared(complete(old), nil)
        let patched = JSONValue.object(before).merged(with: try JSONValue(parsing: text))
        let after = try prepared(#require(patched.object), before)
        return resource.strategy.errors(in: after, replacing: before).map(\.description)
    }

    private func prepared(_ object: JSONObject, _ old: JSONObject?) throws -> JSONObject {
        var value = JSONValue.object(object)
        resource.schema?.applyDefaults(to: &value)
        var object = try #require(value.object)
        object.metadata["uid"] = "6cf7"
        if resource.isNamespaced { object.metadata["namespace"] = .string(namespace) }
        resource.strategy.prepare(&object, replacing: old)
        return object
    }

    /// What `kubectl get` prints of an object: the header and the cells, five days after it was made.
    func printed(_ text: String, wide: Bool = true) throws -> [String] {
        let object = try complete(text)
        let now = Self.now.secondsSinceEpoch
        let cells = try #require(resource.strategy.cells(of: object, now: now))
        let shown = zip(resource.columns, cells).filter { wide || $0.0.priority == 0 }
        return shown.map { "\($0.0.name.uppercased())=\($0.1.string ?? $0.1.serializedText())" }
    }
}

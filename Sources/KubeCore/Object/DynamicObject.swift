// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// An object as it stands, whatever its kind: what is written, replaced or passed through.
///
/// It keeps every field, in order. Nothing that is cached is held like this: typed structs cost a tenth of the memory.
package struct DynamicObject: Sendable, Hashable {
    /// All fields of the object.
    package var fields: JSONObject

    /// An object with these fields.
    package init(_ fields: JSONObject) {
        self.fields = fields
    }

    /// A new object of a type; more fields are set by subscript.
    package init(_ type: ResourceType, _ key: ObjectKey) {
        var metadata: JSONObject = ["name": .string(key.name)]
        metadata["namespace"] = key.namespace.map(JSONValue.string)
        fields = [
            "apiVersion": .string(type.groupVersion.apiVersion),
            "kind": .string(type.kind),
            "metadata": .object(metadata),
        ]
    }

    /// A field of the object, such as `spec`.
    package subscript(field: String) -> JSONValue? {
        get { fields[field] }
        _modify { yield &fields[field] }
    }
}

extension DynamicObject {
    /// What the object says it is served as; empty when it does not say.
    package var apiVersion: String { fields["apiVersion"]?.string ?? "" }

    /// What the object says it is; empty when it does not say.
    package var kind: String { fields["kind"]?.string ?? "" }

    /// What the object says it is.
    package func groupVersionKind() throws(KubeFormatError) -> GroupVersionKind {
        guard !kind.isEmpty else { throw KubeFormatError(.apiVersion, "the object has no kind") }
        return GroupVersionKind(try GroupVersion(parsing: apiVersion), kind)
    }

    /// The value of a field of the metadata, if it is a string.
    package func metadataString(_ name: String) -> String? { fields["metadata"]?[name]?.string }

    /// The object's place among those of its resource.
    package var key: ObjectKey {
        let namespace = metadataString("namespace").flatMap { $0.isEmpty ? nil : $0 }
        return ObjectKey(namespace: namespace, name: metadataString("name") ?? "")
    }

    /// The labels, or none where they are not strings.
    package var labels: [String: String] { strings(of: "labels") }

    /// The annotations, or none where they are not strings.
    package var annotations: [String: String] { strings(of: "annotations") }

    private func strings(of name: String) -> [String: String] {
        var strings: [String: String] = [:]
        for (key, value) in fields["metadata"]?[name]?.object ?? [:] { strings[key] = value.string }
        return strings
    }

    /// Sets a field of the metadata; nil removes it.
    package mutating func setMetadata(_ name: String, _ value: JSONValue?) {
        var metadata = fields["metadata"]?.object ?? [:]
        fields["metadata"] = nil
        metadata[name] = value
        fields["metadata"] = .object(metadata)
    }
}

extension DynamicObject: KubeObject {
    /// Any kind.
    package static func accepts(kind: String) -> Bool { true }

    /// The metadata as a value; empty where it is not what an API server would send.
    package var metadata: ObjectMeta {
        guard let metadata = fields["metadata"] else { return ObjectMeta() }
        return (try? ObjectMeta(parsing: metadata.serialized())) ?? ObjectMeta()
    }

    package init(from reader: inout JSONReader) throws(JSONError) {
        fields = try JSONObject(from: &reader)
    }
}

extension DynamicObject: JSONEncodable {
    package func write(to writer: inout JSONWriter) { fields.write(to: &writer) }
}

// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import JSONKit

/// Writes objects in the form that the client wants.
package struct ObjectAnswers: Sendable {
    private let resource: ServedResource
    private let form: AnswerForm
    private var table: TableAnswer

    package init(_ resource: ServedResource, _ form: AnswerForm, rowObject: TableAnswer.RowObject, now: Timestamp) {
        self.resource = resource
        self.form = form
        table = TableAnswer(resource, rowObject: rowObject, now: now)
    }

    /// The same, at another time: ages in tables are counted from it.
    package func at(_ now: Timestamp) -> ObjectAnswers {
        var answers = self
        answers.table.now = now
        return answers
    }

    /// One object.
    package func one(_ object: StoredObject) throws(APIFailure) -> [UInt8] {
        try write(object, hasColumns: true)
    }

    private func write(_ object: StoredObject, hasColumns: Bool) throws(APIFailure) -> [UInt8] {
        switch form.shape {
        case .objects:
            let shown = resource.show(object)
            return ObjectCodec.encode(shown, kind: resource.names.kind, apiVersion: resource.apiVersion)
        case .metadata:
            return MetadataAnswer.object(try ResourceStore.tree(of: object, resource)).serialized()
        case .table:
            let row = table.row(of: try ResourceStore.tree(of: object, resource))
            let metadata: JSONObject = ["resourceVersion": .string("\(object.resourceVersion)")]
            return write(tableOf: [row], metadata: metadata, hasColumns: hasColumns)
        }
    }

    /// A list, or a page of one.
    package func list(_ listing: ResourceStore.Listing) throws(APIFailure) -> [UInt8] {
        var metadata: JSONObject = ["resourceVersion": .string("\(listing.revision)")]
        metadata["continue"] = listing.continuation.map { .string($0.text) }
        // Lists of custom resources are made of maps, in which what is empty is not left out.
        if !resource.isBuiltIn, form.shape == .objects { metadata.setDefault("continue", "") }
        metadata["remainingItemCount"] = listing.remaining.map { .number(JSONNumber($0)) }
        switch form.shape {
        case .objects: return write(listOf: listing.objects, metadata)
        case .metadata:
            var items: [JSONValue] = []
            for object in listing.objects {
                items.append(.object(MetadataAnswer.object(try ResourceStore.tree(of: object, resource))))
            }
            let list: JSONObject = [
                "kind": "PartialObjectMetadataList", "apiVersion": "meta.k8s.io/v1", "metadata": .object(metadata),
                "items": .array(items),
            ]
            return list.serialized()
        case .table:
            var rows: [JSONValue] = []
            for object in listing.objects { rows.append(table.row(of: try ResourceStore.tree(of: object, resource))) }
            return write(tableOf: rows, metadata: metadata, hasColumns: true)
        }
    }

    /// An event of a watch: one line; the columns of a table come with the first one only.
    package func event(_ type: String, _ object: StoredObject, isFirst: Bool) throws(APIFailure) -> [UInt8] {
        var line = Array("{\"type\":\"\(type)\",\"object\":".utf8)
        line += try write(object, hasColumns: isFirst)
        line += Array("}\n".utf8)
        return line
    }

    /// A bookmark: an object of which nothing is said but how far the watch has come.
    package func bookmark(_ revision: UInt64, endsInitialEvents: Bool) -> [UInt8] {
        var metadata: JSONObject = ["resourceVersion": .string("\(revision)")]
        if endsInitialEvents { metadata["annotations"] = ["k8s.io/initial-events-end": "true"] }
        let object: JSONObject
        switch form.shape {
        case .objects:
            object = [
                "kind": .string(resource.names.kind), "apiVersion": .string(resource.apiVersion),
                "metadata": .object(metadata),
            ]
        case .metadata:
            object = ["kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": .object(metadata)]
        case .table:
            object = [
                "kind": "Table", "apiVersion": "meta.k8s.io/v1",
                "metadata": ["resourceVersion": .string("\(revision)")], "columnDefinitions": .null, "rows": .null,
            ]
        }
        let event: JSONObject = ["type": "BOOKMARK", "object": .object(object)]
        return event.serialized() + [UInt8(ascii: "\n")]
    }

    private func write(listOf objects: [StoredObject], _ metadata: JSONObject) -> [UInt8] {
        let head: JSONObject = [
            "kind": .string(resource.names.listKind), "apiVersion": .string(resource.apiVersion),
            "metadata": .object(metadata),
        ]
        var bytes = head.serialized()
        bytes.removeLast()
        bytes.reserveCapacity(bytes.count + objects.reduce(20) { $0 + $1.members.count + 80 })
        bytes += Array(",\"items\":[".utf8)
        for (index, object) in objects.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += ObjectCodec.encodeItem(resource.show(object), of: resource)
        }
        bytes += Array("]}".utf8)
        return bytes
    }

    private func write(tableOf rows: [JSONValue], metadata: JSONObject, hasColumns: Bool) -> [UInt8] {
        var writer = JSONWriter(style: .compact)
        writer.object { writer in
            writer.field("kind", "Table")
            writer.field("apiVersion", "meta.k8s.io/v1")
            writer.field("metadata", metadata)
            if hasColumns {
                writer.field("columnDefinitions", table.columns)
            } else {
                writer.field("columnDefinitions", JSONValue.null)
            }
            writer.field("rows", JSONValue.array(rows))
        }
        return writer.finish()
    }
}

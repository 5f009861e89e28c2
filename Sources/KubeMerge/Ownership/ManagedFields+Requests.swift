// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeSchema

extension ManagedFields {
    /// Whether a request asks to forget who owns what: an empty list, or a list with one empty entry.
    package static func isReset(_ json: JSONValue?) -> Bool {
        guard let entries = json?.array else { return false }
        return entries.isEmpty || entries == [.object(JSONObject())]
    }

    /// What is wrong with entries that a request brings along.
    package static func errors(in json: JSONValue?, at path: FieldPath) -> [FieldError] {
        (json?.array ?? []).enumerated().flatMap { index, entry in
            errors(inEntry: entry, at: path.index(index))
        }
    }

    private static func errors(inEntry entry: JSONValue, at path: FieldPath) -> [FieldError] {
        var errors: [FieldError] = []
        let operation = entry["operation"]?.string ?? ""
        if operation.isEmpty {
            errors.append(.required(path.child("operation"), "must not be empty"))
        } else if ManagerID.Operation(rawValue: operation) == nil {
            let supported = [ManagerID.Operation.apply, .update].map(\.rawValue)
            errors.append(.notSupported(path.child("operation"), .string(operation), supported: supported))
        }
        if let type = entry["fieldsType"]?.string, !type.isEmpty, type != "FieldsV1" {
            errors.append(.invalid(path.child("fieldsType"), .string(type), "must be `FieldsV1`"))
        }
        errors += ManagerName.errors(in: entry["manager"]?.string ?? "", at: path.child("manager"))
        let maximumSubresourceByteCount = 256
        if (entry["subresource"]?.string ?? "").utf8.count > maximumSubresourceByteCount {
            errors.append(.tooLong(path.child("subresource"), limit: maximumSubresourceByteCount))
        }
        return errors
    }

    /// The new object with the times of the old one, if nothing but those times has changed.
    ///
    /// A write that repeats what is there already must not be a change: every watcher would be told of it.
    package static func revertingIdleTimes(of new: JSONValue, to old: JSONValue) -> JSONValue {
        let entries = (old.managedFields?.array ?? [], new.managedFields?.array ?? [])
        guard !entries.0.isEmpty, entries.0.count == entries.1.count, entries.0 != entries.1,
            entries.0.map(\.withoutTime) == entries.1.map(\.withoutTime),
            old.withManagedFields(nil) == new.withManagedFields(nil)
        else { return new }
        return new.withManagedFields(.array(entries.0))
    }
}

extension JSONValue {
    var managedFields: JSONValue? { self["metadata"]?["managedFields"] }

    fileprivate var withoutTime: JSONValue {
        var entry = self
        entry["time"] = nil
        return entry
    }

    /// The object with other entries, or with none.
    func withManagedFields(_ entries: JSONValue?) -> JSONValue {
        guard var metadata = self["metadata"], case .object = metadata else {
            return entries == nil ? self : with("metadata", .object(["managedFields": entries ?? .null]))
        }
        metadata["managedFields"] = entries
        return with("metadata", metadata)
    }

    func with(_ name: String, _ member: JSONValue?) -> JSONValue {
        var object = self
        object[name] = member
        return object
    }
}

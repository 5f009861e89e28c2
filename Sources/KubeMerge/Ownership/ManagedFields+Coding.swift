// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import JSONKit
internal import KubeSchema

extension ManagedFields {
    /// Reads `metadata.managedFields`; what is no list has no entries.
    package init(_ json: JSONValue?) throws(MergeError) {
        for (index, entry) in (json?.array ?? []).enumerated() {
            guard let operation = ManagerID.Operation(rawValue: entry["operation"]?.string ?? "") else {
                throw .invalidFields("operation must be `Apply` or `Update`")
            }
            let apiVersion = entry["apiVersion"]?.string ?? ""
            guard !apiVersion.isEmpty else { throw .invalidFields("apiVersion must not be empty") }
            try Self.checkFieldsType(of: entry, at: index)
            let manager = ManagerID(
                name: entry["manager"]?.string ?? "",
                operation: operation,
                apiVersion: apiVersion,
                subresource: entry["subresource"]?.string ?? ""
            )
            let time = entry["time"]?.string.flatMap { try? Timestamp(parsing: $0) }
            insert(Entry(fields: try Self.fields(of: entry), apiVersion: apiVersion, time: time), of: manager)
        }
    }

    private static func checkFieldsType(of entry: JSONValue, at index: Int) throws(MergeError) {
        switch entry["fieldsType"]?.string ?? "" {
        case "FieldsV1": return
        case "": throw .invalidFields("missing fieldsType in managed fields entry \(index)")
        case let other:
            throw .invalidFields("invalid fieldsType \(other.quotedAsInGo) in managed fields entry \(index)")
        }
    }

    private static func fields(of entry: JSONValue) throws(MergeError) -> FieldSet {
        do throws(MergeError) {
            return try FieldSet(fieldsV1: entry["fieldsV1"] ?? .object(JSONObject()))
        } catch {
            let manager = (entry["manager"]?.string ?? "").quotedAsInGo
            throw error.during("error decoding versioned set from \(manager): error decoding set")
        }
    }

    /// The value of `metadata.managedFields`; nil when there are no entries.
    package var json: JSONValue? {
        guard !isEmpty else { return nil }
        return .array(sortedEntries.map { Self.json($0.manager, $0.entry) })
    }

    /// The entries as they are written: those of `Apply` first, then by time, name, version and subresource.
    private var sortedEntries: [(manager: ManagerID, entry: Entry)] {
        entries.map { (manager: $0.key, entry: $0.value) }.sorted { left, right in
            if left.manager.operation != right.manager.operation { return left.manager.operation == .apply }
            let seconds = (left.entry.time?.secondsSinceEpoch ?? 0, right.entry.time?.secondsSinceEpoch ?? 0)
            if seconds.0 != seconds.1 { return seconds.0 < seconds.1 }
            let byName = left.manager.name.byteOrder(to: right.manager.name)
            if byName != .same { return byName == .ascending }
            let byVersion = left.entry.apiVersion.byteOrder(to: right.entry.apiVersion)
            if byVersion != .same { return byVersion == .ascending }
            return left.manager.subresource.byteOrder(to: right.manager.subresource) == .ascending
        }
    }

    private static func json(_ manager: ManagerID, _ entry: Entry) -> JSONValue {
        var object: JSONObject = ["apiVersion": .string(entry.apiVersion), "fieldsType": "FieldsV1"]
        object["fieldsV1"] = entry.fields.fieldsV1
        if !manager.name.isEmpty { object["manager"] = .string(manager.name) }
        object["operation"] = .string(manager.operation.rawValue)
        if !manager.subresource.isEmpty { object["subresource"] = .string(manager.subresource) }
        if let time = entry.time { object["time"] = .string(time.formatted(.none)) }
        return .object(object)
    }
}

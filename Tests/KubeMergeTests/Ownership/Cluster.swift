// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeMerge
import KubeSchema

/// One object on a server: each write is a second later than the one before, and what is stored has a UID.
struct Cluster {
    var writes: ServerSideApply
    private(set) var live: JSONValue?
    private var clock: Int64 = 0

    init(schema: Schema? = Fixtures.workload, apiVersion: String = "v1") {
        writes = ServerSideApply(apiVersion: apiVersion, kind: "Workload", schema: schema)
    }

    /// An object with a name, from the text of the rest of it.
    func object(_ text: String, apiVersion: String? = nil) throws -> JSONValue {
        var object = try JSONValue(parsing: text)
        object["apiVersion"] = .string(apiVersion ?? writes.apiVersion)
        object["kind"] = "Workload"
        var metadata = object["metadata"] ?? [:]
        metadata["name"] = "web"
        object["metadata"] = metadata
        return object
    }

    mutating func apply(
        _ text: String,
        by manager: String = "a",
        _ conflicts: ServerSideApply.Conflicts = .refused
    ) throws {
        clock += 1
        let intent = try object(text)
        store(try writes.apply(intent, to: live, by: manager, conflicts: conflicts, at: Fixtures.time(clock)))
    }

    mutating func update(_ text: String, by manager: String = "u") throws {
        clock += 1
        var new = try object(text)
        if let live { new["metadata"]?["uid"] = live["metadata"]?["uid"] }
        store(writes.update(live, to: new, by: manager, at: Fixtures.time(clock)))
    }

    mutating func store(_ object: JSONValue) {
        var object = object
        object["metadata"]?["uid"] = "1"
        live = object
    }

    /// The object without who and what it is, and without the record.
    var content: JSONValue? {
        var content = live
        for name in ["apiVersion", "kind"] { content?[name] = nil }
        for name in ["name", "uid", "managedFields"] { content?["metadata"]?[name] = nil }
        if content?["metadata"]?.object?.isEmpty == true { content?["metadata"] = nil }
        return content
    }

    /// The fields of each manager, by its name and operation.
    func owned() throws -> [String: [String]] {
        try ManagedFields(live?["metadata"]?["managedFields"]).entries.reduce(into: [:]) { owned, entry in
            owned["\(entry.key.name) \(entry.key.operation.rawValue)"] = entry.value.fields.paths.map(
                \.fieldDescription
            )
        }
    }

    /// The time of each manager's entry.
    func times() throws -> [String: Timestamp?] {
        try ManagedFields(live?["metadata"]?["managedFields"]).entries.reduce(into: [:]) { times, entry in
            times[entry.key.name] = .some(entry.value.time)
        }
    }
}

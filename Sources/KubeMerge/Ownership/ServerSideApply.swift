// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeSchema

/// Writes to the objects of one resource, and keeps the record of who owns which of their fields.
///
/// What is not done here, since it follows every write whatever its kind: defaults, pruning, validation. After an apply
/// the caller lets the schema drop the nulls that stand where the last element of a list was removed, and gives the
/// times of ``ManagedFields/revertingIdleTimes(of:to:)`` back to a write that changed nothing.
package struct ServerSideApply: Sendable {
    /// What happens when an intent changes what others own.
    package enum Conflicts: Sendable {
        /// The intent fails.
        case refused
        /// The intent takes the fields from them: `force=true`.
        case overruled
    }

    /// The version of the request, in which objects are passed in and fields are named: `apps/v1`.
    package let apiVersion: String
    package let kind: String
    /// Empty for the resource itself.
    package var subresource = ""
    /// Fields that a write to this resource cannot change and therefore cannot own: `.status` for a resource that has a
    /// subresource for it, everything else for that subresource.
    package var resetFields = FieldSet()
    /// The versions that are served, since entries of others are dropped; nil when all are to be kept.
    package var knownVersions: Set<String>?
    /// What an object is before anything of it is set.
    ///
    /// Built-in types have structs that are always there, such as `spec`: nobody ever comes to own them. For custom
    /// resources nothing is there, and whoever creates `spec` owns it.
    package var blankObject: JSONValue

    let type: MergeType

    /// Writes to a resource; without a schema, lists are owned as a whole and everything else member by member.
    package init(apiVersion: String, kind: String, schema: Schema?) {
        self.apiVersion = apiVersion
        self.kind = kind
        type = .object(schema)
        blankObject = ["apiVersion": .string(apiVersion), "kind": .string(kind)]
    }

    /// Fields that are never owned: who an object is, and what the server says of it.
    static let unownedFields: FieldSet = {
        let metadata = [
            "name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields",
            "resourceVersion",
        ]
        var fields = FieldSet([.field("apiVersion")], [.field("kind")], [.field("metadata")])
        for name in metadata { fields.insert([.field("metadata"), .field(name)]) }
        return fields
    }()

    func manager(_ name: String, _ operation: ManagerID.Operation) -> ManagerID {
        let name = name.isEmpty ? "unknown" : name
        return ManagerID(name: name, operation: operation, apiVersion: apiVersion, subresource: subresource)
    }

    /// An object as it is compared: in the version of the request, and without the record itself.
    func bare(_ object: JSONValue) -> JSONValue {
        object.with("apiVersion", .string(apiVersion)).with("kind", .string(kind)).withManagedFields(nil)
    }

    /// The object in an error: `default/web; apps/v1, Kind=Deployment`.
    func name(of object: JSONValue) -> String {
        let metadata = object["metadata"]
        return "\(metadata?["namespace"]?.string ?? "")/\(metadata?["name"]?.string ?? ""); \(kind(of: object))"
    }

    /// The kind in an error: `apps/v1, Kind=Deployment`, `/v1, Kind=Pod`.
    func kind(of object: JSONValue) -> String {
        let apiVersion = object["apiVersion"]?.string ?? ""
        let group = apiVersion.contains("/") ? apiVersion : "/\(apiVersion)"
        return "\(group), Kind=\(object["kind"]?.string ?? "")"
    }
}

extension ServerSideApply {
    /// What a write did to the record of those who did not make it.
    struct Transfer {
        var owners: ManagedFields
        let comparison: Comparison
    }

    /// Takes changed and removed fields from their owners, except from the one who makes the change.
    func transfer(
        _ owners: ManagedFields,
        from live: JSONValue,
        to new: JSONValue,
        by writer: ManagerID?,
        _ conflicts: Conflicts
    ) throws(MergeError) -> Transfer {
        let comparison = Comparison(live, new, type).excluding(resetFields)
        var found: [ApplyConflict] = []
        var rest = owners
        for manager in owners.sortedManagers where manager != writer {
            guard var entry = owners[manager] else { continue }
            let taken = entry.fields.intersection(comparison.changed)
            found += taken.paths.map { ApplyConflict(manager: manager, path: $0) }
            entry.fields = entry.fields.subtracting(taken).subtracting(comparison.removed)
            rest[manager] = entry
        }
        if conflicts == .refused, !found.isEmpty { throw .conflicts(found) }
        rest.keep { !$1.fields.isEmpty }
        return Transfer(owners: rest, comparison: comparison)
    }

    /// The record as it must be read under the schema and the versions of today.
    func adapted(_ owners: ManagedFields) -> ManagedFields {
        var adapted = ManagedFields()
        for (manager, entry) in owners.entries where knownVersions?.contains(entry.apiVersion) ?? true {
            var entry = entry
            entry.fields = entry.fields.adapted(to: type)
            adapted.insert(entry, of: manager)
        }
        return adapted
    }

    /// The fields of a set that its owner may keep.
    func ownable(_ fields: FieldSet) -> FieldSet {
        fields.subtractingRecursively(resetFields).subtracting(Self.unownedFields)
    }
}

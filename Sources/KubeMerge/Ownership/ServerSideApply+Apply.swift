// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit

extension ServerSideApply {
    /// The object that an intent makes of the live one, or of nothing, with the record of who owns its fields.
    ///
    /// The manager owns exactly what it intends. What it intended last time and no more is removed, unless somebody
    /// else owns it too.
    package func apply(
        _ intent: JSONValue,
        to live: JSONValue?,
        by name: String,
        conflicts: Conflicts = .refused,
        at now: Timestamp
    ) throws(MergeError) -> JSONValue {
        try checkIntent(intent)
        let request = Request(intent: intent, live: live ?? blankObject, manager: name, now: now)
        var result: JSONValue
        do throws(MergeError) {
            result = try apply(request, conflicts)
        } catch {
            guard error.code == .conflict, name == LastApplied.manager else { throw error }
            result = try applyOverClientSideApply(request, error.conflicts)
        }
        if name == LastApplied.manager { LastApplied.renew(in: &result, from: intent) }
        return result
    }

    /// What is applied to what, by whom and when.
    private struct Request {
        let intent: JSONValue
        let live: JSONValue
        let manager: String
        let now: Timestamp
    }

    private func checkIntent(_ intent: JSONValue) throws(MergeError) {
        guard intent["apiVersion"]?.string == apiVersion, intent["kind"]?.string == kind else {
            throw MergeError(.badRequest, "invalid object type: \(kind(of: intent))")
        }
        if let record = intent.managedFields, !record.isNull {
            throw MergeError(.badRequest, "metadata.managedFields must be nil")
        }
    }

    private func apply(_ request: Request, _ conflicts: Conflicts) throws(MergeError) -> JSONValue {
        let live = bare(request.live)
        var owners = try recordForApply(request)
        try check(
            request.intent,
            "failed to create typed patch object (\(name(of: request.intent)))",
            duplicates: .refused
        )
        try check(live, "failed to create typed live object (\(name(of: live)))")
        owners = adapted(owners)
        let writer = manager(request.manager, .apply)
        let last = owners[writer]?.fields ?? FieldSet()
        let time = owners[writer]?.time
        let merged = ValueMerge.merge(live, request.intent, type) ?? live
        let intended = FieldSet(of: request.intent, type).subtractingRecursively(resetFields)
        owners[writer] = ManagedFields.Entry(fields: intended, apiVersion: apiVersion, time: time)
        let pruned = prune(merged, droppedFrom: last, owners)
        let transfer = try transfer(owners, from: live, to: pruned, by: writer, conflicts)
        owners = transfer.owners
        // Like the API server: an intent that changes nothing but the record leaves its time alone.
        let changedTime = pruned == live ? time : request.now.truncatedToSeconds
        let owned = intended.subtracting(Self.unownedFields)
        owners[writer] = ManagedFields.Entry(fields: owned, apiVersion: apiVersion, time: changedTime)
        return pruned.withManagedFields(owners.json)
    }

    /// The record of the live object; where there is none yet, what is there belongs to `before-first-apply`.
    private func recordForApply(_ request: Request) throws(MergeError) -> ManagedFields {
        let owners: ManagedFields
        do throws(MergeError) {
            owners = try ManagedFields(request.live.managedFields)
        } catch {
            throw error.during("failed to decode managed fields")
        }
        guard owners.isEmpty else { return owners }
        do throws(MergeError) {
            return try update(owners, from: blankObject, to: request.live, by: "before-first-apply", at: request.now)
        } catch {
            throw error.during("failed to create manager for existing fields")
        }
    }

    /// Leaves out what the manager intended last time, intends no more, and nobody else owns.
    private func prune(_ merged: JSONValue, droppedFrom last: FieldSet, _ owners: ManagedFields) -> JSONValue {
        guard !last.isEmpty else { return merged }
        let last = last.includingNamedFields(type)
        let owned = owners.entries.values.reduce(FieldSet()) { $0.union($1.fields) }.includingNamedFields(type)
        let all = FieldSet(of: merged, type).includingNamedFields(type)
        func rest(without fields: FieldSet) -> (object: JSONValue, fields: FieldSet) {
            let object = type.removing(fields, from: merged)
            return (object, FieldSet(of: object, type).includingNamedFields(type))
        }
        let kept = rest(without: last).fields
        let withOwned = rest(without: all.subtracting(kept.union(owned))).fields
        // Of what went with a list element or an object, only what the manager had intended itself is to go.
        return rest(without: all.subtracting(withOwned).intersection(last)).object
    }
}

extension ServerSideApply {
    /// Whoever goes over from client-side to server-side apply owns what it last applied, as long as nobody changed it.
    private func applyOverClientSideApply(
        _ request: Request,
        _ conflicts: [ApplyConflict]
    ) throws(MergeError) -> JSONValue {
        guard let allowed = fieldsOfClientSideApply(in: request.live) else { throw .conflicts(conflicts) }
        let rest = conflicts.filter { !allowed.contains($0.path) }
        guard rest.isEmpty else { throw .conflicts(rest) }
        return try apply(request, .overruled)
    }

    private func fieldsOfClientSideApply(in live: JSONValue) -> FieldSet? {
        guard let applied = LastApplied.configuration(of: live), applied["apiVersion"]?.string == apiVersion else {
            return nil
        }
        let live = bare(live)
        let check = TypeCheck(duplicates: .refused)
        guard (try? check.check(applied, type)) != nil, (try? check.check(live, type)) != nil else { return nil }
        let comparison = Comparison(applied, live, type)
        return FieldSet(of: applied, type).subtracting(comparison.changed).subtracting(comparison.removed)
    }
}

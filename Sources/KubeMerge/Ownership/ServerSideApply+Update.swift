// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit

extension ServerSideApply {
    /// The object that a create, a replacement or a patch makes, with the record of who owns its fields: who writes
    /// owns what the write changed.
    ///
    /// The new object is complete but for the record; one that it brings along is taken for what it says, so that
    /// managers can be renamed or forgotten. This never fails: of an object that is not what its schema says, the
    /// record stays as it was.
    package func update(
        _ live: JSONValue?,
        to new: JSONValue,
        by name: String,
        at now: Timestamp
    ) -> JSONValue {
        var owners = recordForUpdate(live: live, new: new)
        // An object without a record that exists already is not tracked until somebody applies to it.
        guard !owners.isEmpty || live?["metadata"]?["uid"]?.string?.isEmpty ?? true else {
            return new.withManagedFields(nil)
        }
        do throws(MergeError) {
            owners = try update(owners, from: live ?? blankObject, to: new, by: name, at: now)
        } catch {
            return new.withManagedFields(live?.managedFields)
        }
        return new.withManagedFields(owners.json)
    }

    /// The record from which a write starts: that of the new object if it has a good one, else that of the live object.
    private func recordForUpdate(live: JSONValue?, new: JSONValue) -> ManagedFields {
        let liveOwners = (try? ManagedFields(live?.managedFields)) ?? ManagedFields()
        // A subresource cannot change the record by hand.
        guard subresource.isEmpty else { return liveOwners }
        if ManagedFields.isReset(new.managedFields) { return ManagedFields() }
        guard let owners = try? ManagedFields(new.managedFields), !owners.isEmpty else { return liveOwners }
        return owners
    }

    /// Gives the writer what it changed, beside what it owns from earlier writes.
    func update(
        _ owners: ManagedFields,
        from live: JSONValue,
        to new: JSONValue,
        by name: String,
        at now: Timestamp
    ) throws(MergeError) -> ManagedFields {
        let live = bare(live)
        let new = bare(new)
        try check(new, "failed to convert new object (\(self.name(of: new))) to smd typed")
        try check(live, "failed to convert live object (\(self.name(of: live))) to smd typed")
        let transfer = try transfer(adapted(owners), from: live, to: new, by: nil, .overruled)
        var result = transfer.owners
        let changed = ownable(transfer.comparison.changed)
        if !changed.isEmpty {
            let writer = manager(name, .update)
            let fields = changed.union(result[writer]?.fields ?? FieldSet())
            result[writer] = ManagedFields.Entry(fields: fields, apiVersion: apiVersion, time: now.truncatedToSeconds)
        }
        result.uniteOldestUpdates()
        return result
    }

    func check(
        _ object: JSONValue,
        _ attempt: String,
        duplicates: TypeCheck.Duplicates = .allowed
    ) throws(MergeError) {
        do throws(MergeError) {
            try TypeCheck(duplicates: duplicates).check(object, type)
        } catch {
            throw error.during(attempt)
        }
    }
}

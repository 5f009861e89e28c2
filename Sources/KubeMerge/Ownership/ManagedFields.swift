// SPDX-License-Identifier: Apache-2.0

package import Basics

/// Who owns which fields of an object: `metadata.managedFields`.
package struct ManagedFields: Sendable, Equatable {
    /// What one manager owns.
    package struct Entry: Sendable, Equatable {
        /// The fields themselves.
        package var fields: FieldSet
        /// The version in which the fields are named.
        package var apiVersion: String
        /// When the manager last changed the object; entries without one are the oldest.
        package var time: Timestamp?

        package init(fields: FieldSet, apiVersion: String, time: Timestamp? = nil) {
            self.fields = fields
            self.apiVersion = apiVersion
            self.time = time
        }
    }

    /// What each manager owns.
    package private(set) var entries: [ManagerID: Entry] = [:]

    package init() {}

    /// Whether nobody owns anything.
    package var isEmpty: Bool { entries.isEmpty }

    /// What a manager owns; an entry without fields is none.
    package subscript(manager: ManagerID) -> Entry? {
        get { entries[manager] }
        set { entries[manager] = newValue.flatMap { $0.fields.isEmpty ? nil : $0 } }
    }

    /// The managers in the order in which Kubernetes sorts their identifiers.
    var sortedManagers: [ManagerID] {
        entries.keys.map { ($0, $0.sortingText) }
            .sorted { $0.1.byteOrder(to: $1.1) == .ascending }
            .map(\.0)
    }

    /// Takes in an entry as it was written, even without fields.
    mutating func insert(_ entry: Entry, of manager: ManagerID) {
        entries[manager] = entry
    }

    /// Leaves out the entries that do not satisfy a condition.
    mutating func keep(_ condition: (ManagerID, Entry) -> Bool) {
        entries = entries.filter { condition($0.key, $0.value) }
    }
}

extension ManagedFields {
    /// How many entries of updates an object keeps.
    private static let maximumUpdateCount = 10

    /// Unites the oldest updates when there are too many, so that objects which many write to do not grow for ever.
    ///
    /// Updates of one version become one of `ancient-changes`; the oldest of a version stays until a second joins it.
    package mutating func uniteOldestUpdates() {
        let updates = entries.keys.filter { $0.operation == .update }
        var excess = updates.count - Self.maximumUpdateCount
        guard excess > 0 else { return }
        var firstOfVersion: [String: ManagerID] = [:]
        for manager in updates.map({ (age: self.age(of: $0), id: $0) }).sorted(by: { $0.age < $1.age }).map(\.id) {
            guard excess > 0 else { return }
            guard let entry = entries[manager] else { continue }
            guard let first = firstOfVersion[entry.apiVersion] else {
                firstOfVersion[entry.apiVersion] = manager
                continue
            }
            let bucket = ManagerID(name: "ancient-changes", operation: .update, apiVersion: entry.apiVersion)
            guard manager != bucket else { continue }
            let older = (entries[bucket] ?? entries.removeValue(forKey: first))?.fields ?? FieldSet()
            entries[manager] = nil
            entries[bucket] = Entry(fields: older.union(entry.fields), apiVersion: entry.apiVersion, time: entry.time)
            excess -= 1
        }
    }

    /// What updates are sorted by: their second, and their identifier.
    private struct Age: Comparable {
        let second: Int64
        let text: String

        static func < (left: Age, right: Age) -> Bool {
            left.second == right.second
                ? left.text.byteOrder(to: right.text) == .ascending : left.second < right.second
        }
    }

    private func age(of manager: ManagerID) -> Age {
        Age(second: entries[manager]?.time?.secondsSinceEpoch ?? 0, text: manager.sortingText)
    }
}

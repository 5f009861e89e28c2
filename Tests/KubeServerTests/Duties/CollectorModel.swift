// SPDX-License-Identifier: Apache-2.0

import KubeServer

/// What becomes of objects and their owners, in the most obvious way: everything is looked at until nothing changes.
struct CollectorModel {
    /// One object.
    struct Item: Equatable {
        /// The names of the owners, and whether each has to wait for the object.
        var owners: [String: Bool] = [:]
        /// Whether something else keeps it when it is deleted.
        var isPinned = false
        var isGoing = false
        var awaitsDependents = false
        var orphansDependents = false
    }

    private(set) var items: [String: Item] = [:]

    mutating func insert(_ name: String, owners: [String: Bool], isPinned: Bool) {
        items[name] = Item(owners: owners, isPinned: isPinned)
        settle()
    }

    mutating func delete(_ name: String, _ propagation: DeleteRequest.Propagation) {
        mark(name, propagation)
        settle()
    }

    mutating func unpin(_ name: String) {
        items[name]?.isPinned = false
        dropIfFree(name)
        settle()
    }

    private mutating func mark(_ name: String, _ propagation: DeleteRequest.Propagation) {
        items[name]?.isGoing = true
        items[name]?.awaitsDependents = propagation == .foreground
        items[name]?.orphansDependents = propagation == .orphan
        dropIfFree(name)
    }

    private mutating func dropIfFree(_ name: String) {
        guard let item = items[name], item.isGoing else { return }
        if !item.isPinned, !item.awaitsDependents, !item.orphansDependents { items[name] = nil }
    }

    private mutating func settle() {
        var isDone = false
        while !isDone {
            isDone = true
            for name in items.keys.sorted() where changes(name) { isDone = false }
        }
    }

    /// Does what is to be done about one object; whether there was anything.
    private mutating func changes(_ name: String) -> Bool {
        guard let item = items[name] else { return false }
        return item.isGoing ? ends(name, item) : isCollected(name, item)
    }

    private mutating func ends(_ name: String, _ item: Item) -> Bool {
        if item.orphansDependents {
            for other in items.keys { items[other]?.owners[name] = nil }
            items[name]?.orphansDependents = false
        } else if item.awaitsDependents, !items.values.contains(where: { $0.owners[name] == true }) {
            items[name]?.awaitsDependents = false
        } else {
            return false
        }
        dropIfFree(name)
        return true
    }

    private mutating func isCollected(_ name: String, _ item: Item) -> Bool {
        if item.owners.isEmpty { return false }
        let awaiting = item.owners.keys.filter { items[$0]?.awaitsDependents == true }
        let absent = item.owners.keys.filter { items[$0] == nil }
        let hasOwner = item.owners.count > awaiting.count + absent.count
        if hasOwner {
            for owner in awaiting + absent { items[name]?.owners[owner] = nil }
            return !(awaiting + absent).isEmpty
        }
        let dependents = items.values.filter { $0.owners[name] != nil }
        if awaiting.isEmpty || dependents.isEmpty {
            mark(name, .background)
            return true
        }
        if dependents.contains(where: \.awaitsDependents) {
            for owner in item.owners.keys { items[name]?.owners[owner] = false }
        }
        mark(name, .foreground)
        return true
    }
}

// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// The changes that a subscriber of a store has not taken yet: at most one for each key, however slow it is.
///
/// What happened to an object in between is left out: the change is from what the subscriber saw last to what there is
/// now. An object that came and went is not mentioned at all.
package struct ChangeMailbox<Object: KubeObject>: Sendable {
    private var changes: [ObjectKey: (turn: Int, change: ObjectChange<Object>)] = [:]
    /// The keys in the order in which something happened to them first.
    private var order = SortedMap<Int, ObjectKey>()
    private var lastTurn = 0

    /// A mailbox for somebody who knows what there is.
    package init() {}

    /// A mailbox that first says what there is, so that a subscriber that comes late misses nothing and hears nothing
    /// twice.
    package init(tellingOf snapshot: ObjectSnapshot<Object>) {
        for object in snapshot.all {
            post(.added(object))
        }
    }

    /// The number of keys of which there is something to tell.
    package var count: Int { changes.count }

    /// Whether there is nothing to tell.
    package var isEmpty: Bool { changes.isEmpty }

    /// Adds what happened.
    package mutating func post(_ change: ObjectChange<Object>) {
        let key = change.key
        guard let (turn, earlier) = changes[key] else {
            lastTurn += 1
            changes[key] = (lastTurn, change)
            order[lastTurn] = key
            return
        }
        if let change = earlier.followed(by: change) {
            changes[key] = (turn, change)
        } else {
            changes[key] = nil
            order[turn] = nil
        }
    }

    /// Takes what there is to tell, the oldest first.
    package mutating func take(limit: Int = .max) -> [ObjectChange<Object>] {
        let taken = order.prefix(limit)
        return taken.compactMap { turn, key in
            order[turn] = nil
            return changes.removeValue(forKey: key)?.change
        }
    }
}

extension ObjectChange {
    /// Two changes of an object as one; nil when it is as it was before: not there.
    package func followed(by later: ObjectChange) -> ObjectChange? {
        guard let old else { return ObjectChange(from: nil, to: later.new) }
        guard let new = later.new else {
            guard case .deleted(let last, let isLastState) = later else { return nil }
            // Of an object that was made anew meanwhile nobody has heard.
            return last.metadata.identity == old.metadata.identity
                ? .deleted(last, isLastState: isLastState)
                : .deleted(old, isLastState: false)
        }
        return ObjectChange(from: old, to: new)
    }
}

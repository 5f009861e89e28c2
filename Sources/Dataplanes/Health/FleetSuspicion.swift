// SPDX-License-Identifier: Apache-2.0

/// Tells a dataplane that fails from a control plane that does: when most of those that were well fail at once, the fault
/// is probably on this side, and to drain them all would make an outage of it.
package struct FleetSuspicion<Key: Hashable & Sendable>: Sendable {
    private struct Member {
        var isUp: Bool
        var isFailing: Bool
    }

    /// When more than this part of those that are up fails, this side is suspected.
    package let share: Double
    /// How many must be up for that: of two, one says nothing of the other.
    private let least = 3
    private var members: [Key: Member] = [:]
    private var up = 0
    private var failing = 0

    /// A suspicion that nothing has raised yet.
    package init(share: Double = 0.5) {
        self.share = share
    }

    /// Whether this side is suspected.
    package var isRaised: Bool { up >= least && Double(failing) > share * Double(up) }

    /// A dataplane was looked at.
    package mutating func note(_ key: Key, isUp: Bool, isFailing: Bool) {
        forget(key)
        members[key] = Member(isUp: isUp, isFailing: isFailing)
        count(members[key], by: 1)
    }

    /// A dataplane is not looked at any more.
    package mutating func forget(_ key: Key) {
        count(members.removeValue(forKey: key), by: -1)
    }

    private mutating func count(_ member: Member?, by step: Int) {
        guard let member, member.isUp else { return }
        up += step
        if member.isFailing { failing += step }
    }
}

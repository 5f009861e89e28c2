// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

/// Who belongs to whom, found by the identity of the owner, whether the owner exists or not.
struct OwnerGraph: Sendable {
    private struct Family {
        /// The dependents, and whether the owner has to wait for them.
        var members: [ObjectPlace: Bool] = [:]
        /// How many dependents the owner has to wait for.
        var blocking = 0
    }

    private var families: [String: Family] = [:]

    /// The dependents of an owner.
    func dependents(of owner: String) -> [ObjectPlace] { families[owner].map { Array($0.members.keys) } ?? [] }

    /// Whether anything belongs to an owner.
    func hasDependents(_ owner: String) -> Bool { families[owner] != nil }

    /// Whether an owner that is deleted in the foreground has to wait.
    func isBlocked(_ owner: String) -> Bool { families[owner]?.blocking ?? 0 > 0 }

    mutating func insert(_ dependent: ObjectPlace, owners: [OwnerReference]) {
        for owner in owners {
            // Two references to one owner are one, which blocks if either does.
            let didBlock = families[owner.uid]?.members[dependent] ?? false
            let blocks = didBlock || owner.blocksOwnerDeletion
            families[owner.uid, default: Family()].members[dependent] = blocks
            if blocks, !didBlock { families[owner.uid]?.blocking += 1 }
        }
    }

    mutating func remove(_ dependent: ObjectPlace, owners: [OwnerReference]) {
        for owner in owners {
            guard let blocked = families[owner.uid]?.members.removeValue(forKey: dependent) else { continue }
            if blocked { families[owner.uid]?.blocking -= 1 }
            if families[owner.uid]?.members.isEmpty == true { families[owner.uid] = nil }
        }
    }
}

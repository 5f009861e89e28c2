// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The policy that the roles and bindings in storage make, kept up with their changes.
package final class PolicyCache: Sendable {
    /// A policy, and the resource version up to which nothing has changed it.
    private struct Snapshot {
        var revision: UInt64
        let stored: StoredPolicy
    }

    private let storage: Storage
    private let snapshot = Mutex<Snapshot?>(nil)

    package init(_ storage: Storage) {
        self.storage = storage
    }

    /// The policy as storage has it now.
    package var policy: RBACPolicy {
        let now = storage.revision
        let known = snapshot.withLock { $0 }
        if let known, known.revision >= now { return known.stored.policy }
        // Read before the objects: what is written meanwhile is newer, and will be seen as a change the next time.
        let present = known.flatMap { $0.stored.following(storage, after: $0.revision) } ?? StoredPolicy(in: storage)
        snapshot.withLock { snapshot in
            if snapshot.map({ $0.revision < now }) ?? true { snapshot = Snapshot(revision: now, stored: present) }
        }
        return present.policy
    }
}

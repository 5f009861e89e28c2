// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The policy that the roles and bindings in storage make, kept until one of them changes.
package final class PolicyCache: Sendable {
    /// A policy, and the resource version up to which nothing has changed it.
    private struct Snapshot {
        var revision: UInt64
        let policy: RBACPolicy
    }

    private static let sources: [ResourceID] = [.roles, .clusterRoles, .roleBindings, .clusterRoleBindings]

    private let storage: Storage
    private let snapshot = Mutex<Snapshot?>(nil)

    package init(_ storage: Storage) {
        self.storage = storage
    }

    /// The policy as storage has it now.
    package var policy: RBACPolicy {
        let now = storage.revision
        let known = snapshot.withLock { $0 }
        if let known, known.revision >= now { return known.policy }
        // Read before the objects: what is written meanwhile is newer, and will be seen as a change the next time.
        let present = known.flatMap { hasChanges(after: $0.revision) ? nil : $0.policy } ?? RBACPolicy(in: storage)
        snapshot.withLock { snapshot in
            if snapshot.map({ $0.revision < now }) ?? true { snapshot = Snapshot(revision: now, policy: present) }
        }
        return present
    }

    private func hasChanges(after revision: UInt64) -> Bool {
        Self.sources.contains { source in
            switch storage.news(of: source, after: revision, limit: 1) {
            case .changes(let changes, _): !changes.isEmpty
            case .forgotten: true
            }
        }
    }
}

extension RBACPolicy {
    /// The policy that the objects in storage make; an object that cannot be read grants nothing.
    fileprivate init(in storage: Storage) {
        func read<Object>(_ resource: ResourceID, _ decode: (StoredObject) -> Object?) -> [Object] {
            storage.objects(resource).compactMap(decode)
        }
        let clusterRoles: [RoleObject] = read(.clusterRoles) { try? $0.read() }
        let aggregated = ClusterRoleAggregation.rules(of: clusterRoles)
        var roles: [RoleID: [PolicyRule]] = [:]
        for role in clusterRoles { roles[role.id] = aggregated[role.name] }
        for role: RoleObject in read(.roles, { try? $0.read() }) { roles[role.id] = role.rules }
        let bindings: [RoleBindingObject] =
            read(.clusterRoleBindings) { try? $0.read() } + read(.roleBindings) { try? $0.read() }
        self.init(roles: roles, bindings: bindings.compactMap(\.binding))
    }
}

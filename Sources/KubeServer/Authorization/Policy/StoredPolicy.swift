// SPDX-License-Identifier: Apache-2.0

/// The policy that the objects in storage make; an object that cannot be read grants nothing.
struct StoredPolicy: Sendable {
    private static let sources: [ResourceID] = [.roles, .clusterRoles, .roleBindings, .clusterRoleBindings]
    /// With more changes than this it is simpler to read everything.
    private static let mostChanges = 500

    private(set) var policy = RBACPolicy()
    /// As they are written: what an aggregated role collects depends on all of them.
    private var clusterRoles: [StorageKey: RoleObject] = [:]

    /// Reads everything.
    init(in storage: Storage) {
        for source in Self.sources {
            for object in storage.objects(source) { apply(object, at: object.key, replacing: nil, of: source) }
        }
        aggregate()
    }

    /// The policy with what has changed after a resource version; nil where the history does not reach back that far.
    ///
    /// Some of the changes may be known already. They come in order and up to the last one, so that the outcome is the same.
    func following(_ storage: Storage, after revision: UInt64) -> StoredPolicy? {
        var policy = self
        for source in Self.sources {
            let news = storage.news(of: source, after: revision, limit: Self.mostChanges)
            guard case .changes(let changes, _) = news, changes.count < Self.mostChanges else { return nil }
            for change in changes {
                let object = change.kind == .deleted ? nil : change.object
                policy.apply(object, at: change.object.key, replacing: change.previous, of: source)
            }
            if source == .clusterRoles, !changes.isEmpty { policy.aggregate() }
        }
        return policy
    }

    private mutating func apply(
        _ object: StoredObject?,
        at key: StorageKey,
        replacing old: StoredObject?,
        of source: ResourceID
    ) {
        switch source {
        case .roleBindings, .clusterRoleBindings:
            policy.replace(old.flatMap(Self.binding), with: object.flatMap(Self.binding))
        default:
            let role: RoleObject? = object.flatMap { try? $0.read() }
            policy.setRules(role?.rules, of: RBACPolicy.RoleID(namespace: key.namespace, name: key.name))
            if source == .clusterRoles { clusterRoles[key] = role }
        }
    }

    private static func binding(_ object: StoredObject) -> RBACPolicy.Binding? {
        (try? object.read() as RoleBindingObject)?.binding
    }

    private mutating func aggregate() {
        let roles = clusterRoles.sorted { $0.key < $1.key }.map(\.value)
        for (name, rules) in ClusterRoleAggregation.rules(of: roles) {
            policy.setRules(rules, of: RBACPolicy.RoleID(name: name))
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import KubeSchema

/// All roles and bindings at one moment, and what follows from them.
package struct RBACPolicy: Sendable {
    /// A role of a namespace, or of the cluster where the namespace is empty.
    package struct RoleID: Sendable, Hashable {
        package var namespace: String
        package var name: String

        package init(namespace: String = "", name: String) {
            self.namespace = namespace
            self.name = name
        }
    }

    /// Whom a binding means.
    package enum Subject: Sendable, Hashable {
        case user(String)
        case group(String)
        case serviceAccount(namespace: String, name: String)

        var phrase: String {
            switch self {
            case .user(let name): "User \"\(name)\""
            case .group(let name): "Group \"\(name)\""
            case .serviceAccount(let namespace, let name): "ServiceAccount \"\(name)/\(namespace)\""
            }
        }
    }

    /// A binding of a namespace, or of the cluster where the namespace is empty.
    package struct Binding: Sendable {
        package var namespace: String
        package var name: String
        package var role: RoleID
        package var subjects: [Subject]

        package init(namespace: String = "", name: String, role: RoleID, subjects: [Subject]) {
            self.namespace = namespace
            self.name = name
            self.role = role
            self.subjects = subjects
        }

        fileprivate func reason(_ subject: Subject) -> String {
            let binding = namespace.isEmpty ? "ClusterRoleBinding \"\(name)\"" : "RoleBinding \"\(name)/\(namespace)\""
            let kind = role.namespace.isEmpty ? "ClusterRole" : "Role"
            return "RBAC: allowed by \(binding) of \(kind) \"\(role.name)\" to \(subject.phrase)"
        }
    }

    private var roles: [RoleID: [PolicyRule]]
    private var bindings = BindingIndex()

    package init(roles: [RoleID: [PolicyRule]] = [:], bindings: [Binding] = []) {
        self.roles = roles
        for binding in bindings { self.bindings.insert(binding) }
    }

    /// Gives a role these rules, or takes it away.
    mutating func setRules(_ rules: [PolicyRule]?, of role: RoleID) {
        roles[role] = rules
    }

    /// Puts one binding in the place of another; either may be none.
    mutating func replace(_ old: Binding?, with new: Binding?) {
        if let old { bindings.remove(old) }
        if let new { bindings.insert(new) }
    }

    /// Whether an access is allowed; a refusal names the roles that are bound to the user and do not exist.
    package func decision(on access: AccessAttributes, for user: UserInfo) -> AccessDecision {
        if user.isMaster { return .allowed() }
        var missing: [RoleID] = []
        for (binding, subject) in bindings.bindings(of: user, in: access.namespace) {
            guard let rules = roles[binding.role] else {
                missing.append(binding.role)
                continue
            }
            if rules.contains(where: { $0.allows(access) }) { return .allowed(binding.reason(subject)) }
        }
        return .refused(Self.complaint(about: missing).map { "RBAC: \($0)" } ?? "")
    }

    /// Every rule that a user has in a namespace, or in the whole cluster for an empty one, without the roles that are
    /// bound to the user and do not exist: those are in the complaint.
    package func rules(of user: UserInfo, in namespace: String) -> (rules: [PolicyRule], complaint: String?) {
        var rules: [PolicyRule] = []
        var missing: [RoleID] = []
        for (binding, _) in bindings.bindings(of: user, in: namespace) {
            if let found = roles[binding.role] { rules += found } else { missing.append(binding.role) }
        }
        return (rules, Self.complaint(about: missing))
    }

    /// The rules of a role, or nil when there is none of that name.
    package func rules(of role: RoleID) -> [PolicyRule]? {
        roles[role]
    }

    /// Bindings may name a role before it is made, or after it is gone; Kubernetes mentions it when it refuses.
    private static func complaint(about missing: [RoleID]) -> String? {
        var sentences: [String] = []
        for role in missing {
            let kind = role.namespace.isEmpty ? "clusterrole" : "role"
            let sentence = "\(kind).\(ResourceID.rbacGroup) \(role.name.quotedAsInGo) not found"
            if !sentences.contains(sentence) { sentences.append(sentence) }
        }
        guard sentences.count > 1 else { return sentences.first }
        return "[\(sentences.joined(separator: ", "))]"
    }
}

extension AccessAttributes {
    fileprivate var namespace: String {
        switch self {
        case .resource(let resource): resource.namespace
        case .path: ""
        }
    }
}

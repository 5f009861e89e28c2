// SPDX-License-Identifier: Apache-2.0

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

        func means(_ user: UserInfo) -> Bool {
            switch self {
            case .user(let name): user.name == name
            case .group(let name): user.groups.contains(name)
            case .serviceAccount(let namespace, let name): user.name == "system:serviceaccount:\(namespace):\(name)"
            }
        }

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

    private let roles: [RoleID: [PolicyRule]]
    private let bindings: [String: [Binding]]

    package init(roles: [RoleID: [PolicyRule]], bindings: [Binding]) {
        self.roles = roles
        self.bindings = Dictionary(grouping: bindings, by: \.namespace)
    }

    /// Why an access is allowed, or nil when no rule allows it.
    package func reason(toAllow access: AccessAttributes, for user: UserInfo) -> String? {
        if user.groups.contains(UserInfo.mastersGroup) { return "" }
        for (binding, subject) in grants(to: user, in: access.namespace)
        where roles[binding.role]?.contains(where: { $0.allows(access) }) == true {
            return binding.reason(subject)
        }
        return nil
    }

    /// Every rule that a user has in a namespace, or in the whole cluster for an empty one.
    package func rules(of user: UserInfo, in namespace: String) -> [PolicyRule] {
        if user.groups.contains(UserInfo.mastersGroup) {
            return [PolicyRule(verbs: ["*"], groups: ["*"], resources: ["*"]), PolicyRule(verbs: ["*"], paths: ["*"])]
        }
        return grants(to: user, in: namespace).flatMap { roles[$0.binding.role] ?? [] }
    }

    /// The rules of a role, or nil when there is none of that name.
    package func rules(of role: RoleID) -> [PolicyRule]? {
        roles[role]
    }

    private func grants(to user: UserInfo, in namespace: String) -> [(binding: Binding, subject: Subject)] {
        let candidates = (bindings[""] ?? []) + (namespace.isEmpty ? [] : bindings[namespace] ?? [])
        return candidates.compactMap { binding in
            binding.subjects.first { $0.means(user) }.map { (binding, $0) }
        }
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

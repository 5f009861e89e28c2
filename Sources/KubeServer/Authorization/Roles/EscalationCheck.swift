// SPDX-License-Identifier: Apache-2.0

package import JSONKit
internal import KubeSchema

/// Keeps users from granting what they do not have: by a role's rules, by collecting other roles, or by binding a role.
package struct EscalationCheck: Sendable {
    private let authorizer: Authorizer
    private let user: UserInfo
    private let target: RequestInfo.Target

    /// The check of one request.
    package init(_ authorizer: Authorizer, _ user: UserInfo, _ target: RequestInfo.Target) {
        self.authorizer = authorizer
        self.user = user
        self.target = target
    }

    /// Throws when a role or binding, as it would be stored, grants more than the user has; other objects pass.
    package func check(_ object: JSONObject, replacing old: JSONObject?) throws(APIFailure) {
        guard target.group == ResourceID.rbacGroup, !user.isMaster else { return }
        // The garbage collector must be able to take objects apart that it could not make.
        if let old, Self.isSame(object, old, but: ["ownerReferences", "finalizers"]) { return }
        switch target.plural {
        case "roles": try check(role: Self.read(object))
        case "clusterroles": try check(role: Self.read(object), replacing: old.map(Self.read))
        case "rolebindings", "clusterrolebindings": try check(binding: Self.read(object))
        default: return
        }
    }

    private func check(role: RoleObject, replacing old: RoleObject? = nil) throws(APIFailure) {
        guard !isAllowed("escalate", target.plural, target.name) else { return }
        try check(role.rules, of: role.name)
        guard role.selectors != nil || old?.selectors != nil else { return }
        // What a role collects can be anything, today or later.
        guard missing(of: PolicyRule.everything).isEmpty else {
            throw refusal(role.name, "must have cluster-admin privileges to use an aggregationRule")
        }
    }

    private func check(binding: RoleBindingObject) throws(APIFailure) {
        let resource = binding.role.kind == "Role" ? ResourceID.roles : .clusterRoles
        guard !isAllowed("bind", resource.plural, binding.role.name), let role = binding.roleID else { return }
        guard let rules = authorizer.rules(of: role) else {
            throw APIFailure.notFound(ResourceID(group: target.group, plural: target.plural), role.name)
        }
        try check(rules, of: binding.name)
    }

    private func check(_ rules: [PolicyRule], of name: String) throws(APIFailure) {
        let missing = missing(of: rules)
        guard !missing.isEmpty else { return }
        let groups = user.groups.map(\.quotedAsInGo).joined(separator: " ")
        let list = Set(PolicyRule.compact(missing).map(\.description)).sorted().joined(separator: "\n")
        var reason =
            "user \(user.name.quotedAsInGo) (groups=[\(groups)]) is attempting to grant RBAC permissions not "
            + "currently held:\n\(list)"
        if let complaint = held.complaint { reason += "; resolution errors: [\(complaint)]" }
        throw refusal(name, reason)
    }
}

extension EscalationCheck {
    private var held: (rules: [PolicyRule], complaint: String?) { authorizer.rules(of: user, in: target.namespace) }

    private func missing(of rules: [PolicyRule]) -> [PolicyRule] {
        PolicyRule.missing(of: rules, in: held.rules)
    }

    private func isAllowed(_ verb: String, _ plural: String, _ name: String) -> Bool {
        let access = AccessAttributes.Resource(
            verb: verb,
            group: ResourceID.rbacGroup,
            plural: plural,
            namespace: target.namespace,
            name: name
        )
        return authorizer.decision(on: .resource(access), for: user).isAllowed
    }

    private func refusal(_ name: String, _ reason: String) -> APIFailure {
        APIFailure.forbidden(ResourceID(group: target.group, plural: target.plural), name, reason)
    }

    private static func read<Object: JSONDecodable>(_ object: JSONObject) throws(APIFailure) -> Object {
        do throws(JSONError) {
            return try Object(decoding: .object(object))
        } catch {
            throw APIFailure.badRequest("the object cannot be read: \(error)")
        }
    }

    private static func isSame(_ object: JSONObject, _ old: JSONObject, but fields: [String]) -> Bool {
        var (new, old) = (object, old)
        for field in fields + ["managedFields", "resourceVersion", "selfLink"] {
            new.metadata[field] = nil
            old.metadata[field] = nil
        }
        return new == old
    }
}

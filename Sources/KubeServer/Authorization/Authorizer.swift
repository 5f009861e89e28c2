// SPDX-License-Identifier: Apache-2.0

/// Decides what users may do.
package struct Authorizer: Sendable {
    private enum Mode: Sendable {
        case everything
        case roles(PolicyCache)
    }

    private let mode: Mode

    /// Allows what the roles and bindings in storage allow.
    package static func roles(in storage: Storage) -> Authorizer {
        Authorizer(mode: .roles(PolicyCache(storage)))
    }

    /// Allows everything to everyone, as `--authorization-mode=AlwaysAllow` does.
    package static let everything = Authorizer(mode: .everything)

    /// Whether a user may do something.
    package func decision(on access: AccessAttributes, for user: UserInfo) -> AccessDecision {
        switch mode {
        case .everything: .allowed()
        case .roles(let cache): cache.policy.decision(on: access, for: user)
        }
    }

    /// Throws what the client is told unless a user may do something.
    package func authorize(_ access: AccessAttributes, for user: UserInfo) throws(APIFailure) {
        let decision = decision(on: access, for: user)
        guard decision.isAllowed else { throw APIFailure.refusal(of: access, for: user, decision.reason) }
    }

    /// Every rule that a user has in a namespace, and what is wrong with bindings that should give more.
    package func rules(of user: UserInfo, in namespace: String) -> (rules: [PolicyRule], complaint: String?) {
        switch mode {
        case .everything: (PolicyRule.everything, nil)
        case .roles(let cache): cache.policy.rules(of: user, in: namespace)
        }
    }

    /// The rules of a role, or nil when there is none of that name.
    package func rules(of role: RBACPolicy.RoleID) -> [PolicyRule]? {
        switch mode {
        case .everything: PolicyRule.everything
        case .roles(let cache): cache.policy.rules(of: role)
        }
    }
}

extension PolicyRule {
    /// The rules of `cluster-admin`.
    package static let everything = [
        PolicyRule(verbs: ["*"], groups: ["*"], resources: ["*"]), PolicyRule(verbs: ["*"], paths: ["*"]),
    ]
}

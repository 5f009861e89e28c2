// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeClient
import KubeCore
import KubeServer

/// A role of the operator, and each single thing that it allows.
struct GrantedRole: Sendable {
    let type: ResourceType
    let key: ObjectKey
    /// One verb, one group, one resource, and at most one name each.
    let rules: [KubeServer.PolicyRule]

    /// The roles among some objects that are bound to the operator's account.
    static func all(in objects: [JSONObject], boundTo account: ObjectKey) throws -> [GrantedRole] {
        let bound = objects.filter { object in
            (object["subjects"]?.array ?? []).contains {
                $0["name"]?.string == account.name && $0["namespace"]?.string == account.namespace
            }
        }
        let roles = bound.compactMap { binding in
            objects.first { object in
                object["kind"] == binding["roleRef"]?["kind"]
                    && object["metadata"]?["name"] == binding["roleRef"]?["name"]
                    && object["metadata"]?["namespace"] == binding["metadata"]?["namespace"]
            }
        }
        return try roles.compactMap { role in
            let type = [RBACV1.role, RBACV1.clusterRole].first { .string($0.kind) == role["kind"] }
            guard let type, let metadata = role["metadata"] else { return nil }
            let rules = try (role["rules"]?.array ?? []).map { try KubeServer.PolicyRule(decoding: $0) }
            let key = ObjectKey(namespace: metadata["namespace"]?.string, name: metadata["name"]?.string ?? "")
            return GrantedRole(type: type, key: key, rules: rules.flatMap(\.singles))
        }
    }

    /// Writes the role with these rules in the place of its own.
    func write(_ rules: [KubeServer.PolicyRule], by client: KubeClient) async throws {
        try await client.patch(type, key, .merge(["rules": .array(rules.map(\.tree))]))
    }

    /// Those of the rules without which an account could still do all that it did.
    func superfluous(
        _ rules: [KubeServer.PolicyRule],
        for accesses: Set<Access>,
        by user: KubeCore.UserInfo,
        _ client: KubeClient
    ) async throws -> [KubeServer.PolicyRule] {
        var found: [KubeServer.PolicyRule] = []
        for (index, rule) in rules.enumerated() {
            try await write(rules.enumerated().filter { $0.offset != index }.map(\.element), by: client)
            if try await allows(accesses, user, client) { found.append(rule) }
        }
        try await write(rules, by: client)
        return found
    }

    private func allows(
        _ accesses: Set<Access>,
        _ user: KubeCore.UserInfo,
        _ client: KubeClient
    ) async throws -> Bool {
        for access in accesses where try await !client.review(access.review(by: user)).isAllowed { return false }
        return true
    }
}

extension KubeServer.PolicyRule {
    /// The same as rules that allow one thing each.
    fileprivate var singles: [KubeServer.PolicyRule] {
        verbs.flatMap { verb in
            groups.flatMap { group in
                resources.flatMap { resource in
                    (names.isEmpty ? [[]] : names.map { [$0] }).map { names in
                        KubeServer.PolicyRule(verbs: [verb], groups: [group], resources: [resource], names: names)
                    }
                }
            }
        }
    }
}

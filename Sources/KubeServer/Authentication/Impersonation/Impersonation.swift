// SPDX-License-Identifier: Apache-2.0

/// Decides whether somebody may be taken for somebody else while doing something.
package struct Impersonation: Sendable {
    private let authorizer: Authorizer

    package init(_ authorizer: Authorizer) {
        self.authorizer = authorizer
    }

    /// The user that somebody is taken for, or why not: what the first mode that applies was refused for.
    package func user(
        _ wanted: ImpersonatedUser,
        by user: UserInfo,
        doing access: AccessAttributes
    ) throws(APIFailure) -> UserInfo {
        var refusal: APIFailure?
        for mode in ImpersonationMode.allCases where mode.applies(to: wanted, by: user) {
            do throws(APIFailure) {
                if let limit = mode.limit(access) { try authorizer.authorize(limit, for: user) }
                return try Attempt(authorizer: authorizer, user: user, mode: mode).user(wanted)
            } catch {
                if refusal == nil { refusal = error }
            }
        }
        throw refusal ?? APIFailure.internalError("all impersonation modes failed")
    }
}

/// One mode, tried by one user.
private struct Attempt {
    /// From so many groups or extra values on, leave for all of them is asked for first.
    private static let many = 4
    private static let identityGroup = "authentication.k8s.io"

    let authorizer: Authorizer
    let user: UserInfo
    let mode: ImpersonationMode

    func user(_ wanted: ImpersonatedUser) throws(APIFailure) -> UserInfo {
        var effective = UserInfo(name: wanted.name, uid: wanted.uid, groups: wanted.groups, extra: wanted.extra)
        try checkName(wanted, &effective)
        if !wanted.uid.isEmpty { try check(access("uids", wanted.uid, group: Self.identityGroup)) }
        try checkGroups(wanted.groups)
        try checkExtra(wanted.extra)
        // Who is said to be unauthenticated is not made a member of the opposite.
        if effective.name == UserInfo.anonymous.name {
            effective.join(UserInfo.unauthenticatedGroup)
        } else if !effective.groups.contains(UserInfo.unauthenticatedGroup) {
            effective.join(UserInfo.authenticatedGroup)
        }
        return effective
    }

    private func checkName(_ wanted: ImpersonatedUser, _ effective: inout UserInfo) throws(APIFailure) {
        if mode.isConstrained, let node = wanted.nodeName {
            // Leave to be the own node is leave to be whichever node that is.
            try check(access("nodes", mode == .associatedNode ? "*" : node, group: mode.group))
            effective.groups = ["system:nodes"]
        } else if let account = wanted.account {
            try check(access("serviceaccounts", account.name, group: mode.group, in: account.namespace))
            if wanted.groups.isEmpty {
                effective.groups = ["system:serviceaccounts", "system:serviceaccounts:\(account.namespace)"]
            }
        } else {
            try check(access("users", wanted.name, group: mode.group))
        }
    }

    private func checkGroups(_ groups: [String]) throws(APIFailure) {
        if mode.isConstrained {
            if groups.contains("") { throw refuse(access("groups", "", group: mode.group), "the empty string group") }
            if groups.contains(UserInfo.mastersGroup) {
                let access = access("groups", UserInfo.mastersGroup, group: mode.group)
                throw refuse(access, "the system:masters group")
            }
            if groups.count >= Self.many, isAllowed(access("groups", "*", group: mode.group)) { return }
        }
        for group in groups { try check(access("groups", group, group: mode.group)) }
    }

    private func checkExtra(_ extra: [String: [String]]) throws(APIFailure) {
        if mode.isConstrained {
            for (key, values) in extra {
                guard let what = Self.flaw(key, values) else { continue }
                throw refuse(access("userextras", "", group: Self.identityGroup), what)
            }
            let count = max(extra.count, extra.values.reduce(0) { $0 + $1.count })
            if count >= Self.many, isAllowed(access("userextras/*", "*", group: Self.identityGroup)) { return }
        }
        for (key, values) in extra.sorted(by: { $0.key < $1.key }) {
            for value in values { try check(access("userextras/\(key)", value, group: Self.identityGroup)) }
        }
    }
}

extension Attempt {
    /// What the constrained modes do not accept in extra: keys must be domains with a path, values must not be empty.
    private static func flaw(_ key: String, _ values: [String]) -> String? {
        if key.isEmpty { return "the empty string key in extra" }
        if values.contains("") { return "the empty string value in extra" }
        let parts = key.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let isKey = parts.count == 2 && !parts[1].isEmpty && ObjectNames.subdomainErrors(parts[0]).isEmpty
        return isKey ? nil : "an invalid key in extra"
    }

    private func access(
        _ resource: String,
        _ name: String,
        group: String,
        in namespace: String = ""
    ) -> AccessAttributes {
        let parts = resource.split(separator: "/", maxSplits: 1).map(String.init)
        return .resource(
            AccessAttributes.Resource(
                verb: mode.verb,
                group: group,
                plural: parts[0],
                subresource: parts.count > 1 ? parts[1] : "",
                namespace: namespace,
                name: name
            )
        )
    }

    private func isAllowed(_ access: AccessAttributes) -> Bool {
        authorizer.decision(on: access, for: user).isAllowed
    }

    private func check(_ access: AccessAttributes) throws(APIFailure) {
        try authorizer.authorize(access, for: user)
    }

    private func refuse(_ access: AccessAttributes, _ what: String) -> APIFailure {
        APIFailure.refusal(of: access, for: user, "impersonating \(what) is not allowed")
    }
}

extension UserInfo {
    fileprivate mutating func join(_ group: String) {
        if !groups.contains(group) { groups.append(group) }
    }
}

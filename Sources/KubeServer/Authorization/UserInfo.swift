// SPDX-License-Identifier: Apache-2.0

/// Who sends a request, as authentication found out.
package struct UserInfo: Sendable, Equatable {
    package var name: String
    package var uid: String
    package var groups: [String]
    package var extra: [String: [String]]

    package init(name: String, uid: String = "", groups: [String] = [], extra: [String: [String]] = [:]) {
        self.name = name
        self.uid = uid
        self.groups = groups
        self.extra = extra
    }

    /// The group whose members may do everything, whatever RBAC says.
    package static let mastersGroup = "system:masters"
    /// The group of everyone who proved to be somebody.
    package static let authenticatedGroup = "system:authenticated"
    /// The group of those who did not.
    package static let unauthenticatedGroup = "system:unauthenticated"

    /// Whether the user may do everything, whatever the rules say.
    package var isMaster: Bool { groups.contains(Self.mastersGroup) }

    /// The user that a pod with a service account is.
    package static func serviceAccount(namespace: String, name: String, uid: String = "") -> UserInfo {
        UserInfo(
            name: "system:serviceaccount:\(namespace):\(name)",
            uid: uid,
            groups: ["system:serviceaccounts", "system:serviceaccounts:\(namespace)", authenticatedGroup]
        )
    }

    /// The namespace and the name of the service account that the user is, if it is one.
    package var serviceAccount: (namespace: String, name: String)? {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, name.hasPrefix("system:serviceaccount:") else { return nil }
        return (String(parts[2]), String(parts[3]))
    }
}

// SPDX-License-Identifier: Apache-2.0

/// What is done to a resource; what messages, metrics and RBAC call it.
package enum KubeVerb: String, Sendable, Hashable {
    case get
    case list
    case watch
    case create
    case update
    case patch
    /// A patch to RBAC; a word of its own to people.
    case apply
    case delete
    case deleteCollection = "deletecollection"

    /// What RBAC calls it.
    package var rbacName: String { self == .apply ? Self.patch.rawValue : rawValue }
}

// SPDX-License-Identifier: Apache-2.0

/// A group of the API in one version, as the field `apiVersion` names it.
package struct GroupVersion: Sendable, Hashable {
    /// The group; empty for the core group of pods and secrets.
    package let group: String
    /// The version, such as `v1` or `v1beta1`.
    package let version: String

    /// A group in one version.
    package init(group: String = "", version: String) {
        self.group = group
        self.version = version
    }

    /// Reads an `apiVersion`: `v1`, or `apps/v1`.
    package init(parsing apiVersion: String) throws(KubeFormatError) {
        let parts = apiVersion.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.count {
        case 1 where !parts[0].isEmpty:
            self.init(version: apiVersion)
        case 2 where !parts[0].isEmpty && !parts[1].isEmpty:
            self.init(group: String(parts[0]), version: String(parts[1]))
        default:
            throw KubeFormatError(.apiVersion, "\"\(apiVersion)\" is neither \"version\" nor \"group/version\"")
        }
    }

    /// What the field `apiVersion` says: `v1` for the core group, else `group/version`.
    package var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

    /// Where the group is served: `/api/v1` for the core group, else `/apis/group/version`.
    package var path: String { group.isEmpty ? "/api/\(version)" : "/apis/\(group)/\(version)" }
}

extension GroupVersion: CustomStringConvertible {
    package var description: String { apiVersion }
}

extension GroupVersion {
    /// The core group.
    package static let core = GroupVersion(version: "v1")
    /// Deployments and their like.
    package static let apps = GroupVersion(group: "apps", version: "v1")
    /// Jobs.
    package static let batch = GroupVersion(group: "batch", version: "v1")
    /// Leases.
    package static let coordination = GroupVersion(group: "coordination.k8s.io", version: "v1")
    /// Events as they are written today.
    package static let events = GroupVersion(group: "events.k8s.io", version: "v1")
    /// Reviews of tokens and of oneself.
    package static let authentication = GroupVersion(group: "authentication.k8s.io", version: "v1")
    /// Reviews of what somebody may do.
    package static let authorization = GroupVersion(group: "authorization.k8s.io", version: "v1")
    /// Roles, and who has them.
    package static let rbac = GroupVersion(group: "rbac.authorization.k8s.io", version: "v1")
    /// Definitions of custom resources.
    package static let apiExtensions = GroupVersion(group: "apiextensions.k8s.io", version: "v1")
    /// Evictions.
    package static let policy = GroupVersion(group: "policy", version: "v1")
    /// Lists, tables and what is common to all kinds.
    package static let meta = GroupVersion(group: "meta.k8s.io", version: "v1")
}

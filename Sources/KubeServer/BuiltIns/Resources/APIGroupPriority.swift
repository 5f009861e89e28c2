// SPDX-License-Identifier: Apache-2.0

/// In which order the API server lists its groups, and their versions.
///
/// The numbers are those of Kubernetes' own `APIService` objects, which show them.
package struct APIGroupPriority: Sendable, Equatable {
    /// The `spec.groupPriorityMinimum`: larger ones come first.
    package let group: Int
    /// The `spec.versionPriority`: of versions of a group, larger ones are preferred.
    package let version: Int

    private static let groups = [
        "": 18_000,
        "apiregistration.k8s.io": 18_000,
        "apps": 17_800,
        "events.k8s.io": 17_750,
        "authentication.k8s.io": 17_700,
        "authorization.k8s.io": 17_600,
        "autoscaling": 17_500,
        "batch": 17_400,
        "certificates.k8s.io": 17_300,
        "networking.k8s.io": 17_200,
        "policy": 17_100,
        "rbac.authorization.k8s.io": 17_000,
        "storage.k8s.io": 16_800,
        "admissionregistration.k8s.io": 16_700,
        "apiextensions.k8s.io": 16_700,
        "scheduling.k8s.io": 16_600,
        "coordination.k8s.io": 16_500,
        "node.k8s.io": 16_300,
        "discovery.k8s.io": 16_200,
        "flowcontrol.apiserver.k8s.io": 16_100,
    ]

    /// The priority of a version of a group; groups of custom resources come after all others.
    package init(group: String, version: String) {
        guard let priority = Self.groups[group] else {
            self.group = 1_000
            self.version = 100
            return
        }
        self.group = priority
        self.version = group.isEmpty ? 1 : group == "autoscaling" && version == "v2" ? 30 : 15
    }

    /// Whether one group is listed before another; equal ones are in the order of their names.
    package static func lists(_ left: String, before right: String) -> Bool {
        let (first, second) = (APIGroupPriority(group: left, version: ""), APIGroupPriority(group: right, version: ""))
        return first.group == second.group ? left < right : first.group > second.group
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
package import KubeCore
package import PortolanAPI

/// What Portolan makes in a dataplane: a namespace, a service account, and roles with their bindings.
package struct DataplaneFootprint: Sendable {
    /// An object to apply, or to remove again.
    package struct Part: Sendable, Hashable {
        package let type: ResourceType
        package let key: ObjectKey
        /// The whole intent.
        package let intent: DynamicObject
        /// Whether somebody else may have made it, such as the chart of a workflow engine: then it stays.
        package let isShared: Bool
    }

    /// The label by which a cluster's administrator sees whose objects these are.
    package static let managedBy: (key: String, value: String) = ("app.kubernetes.io/managed-by", "portolan")
    /// The annotation that says for which DataplaneCluster an object was made; who made it may remove it.
    package static let maker = "portolan.dev/made-for"

    /// Whether an object was made for this very dataplane.
    package static func isOwn(_ present: ObjectMeta, _ dataplane: DataplaneCluster) -> Bool {
        present.annotations[maker] == dataplane.metadata.uid
    }

    /// In the order in which they are made.
    package let parts: [Part]

    /// The objects of a dataplane.
    package init(_ dataplane: DataplaneCluster, clusterRules: [DataplaneCluster.PolicyRule]) {
        let account = dataplane.spec.credentials.serviceAccount
        let namespace = account.namespace ?? "default"
        let name = "portolan:\(dataplane.metadata.namespace ?? "default"):\(dataplane.metadata.name)"
        let subject: JSONValue = [
            "kind": "ServiceAccount", "name": .string(account.name), "namespace": .string(namespace),
        ]
        func part(_ type: ResourceType, _ key: ObjectKey, isShared: Bool = false, _ fields: JSONObject = [:]) -> Part {
            var intent = DynamicObject(type, key)
            intent.setMetadata("labels", [Self.managedBy.key: .string(Self.managedBy.value)])
            for (field, value) in fields { intent[field] = value }
            return Part(type: type, key: key, intent: intent, isShared: isShared)
        }
        func binding(to kind: String) -> JSONObject {
            [
                "roleRef": [
                    "apiGroup": .string(GroupVersion.rbac.group), "kind": .string(kind), "name": .string(name),
                ],
                "subjects": [subject],
            ]
        }
        let local = ObjectKey(namespace: namespace, name: name)
        let wide = ObjectKey(name: name)
        parts = [
            part(CoreV1.Namespace.resourceType, ObjectKey(name: namespace), isShared: true),
            part(
                CoreV1.ServiceAccount.resourceType,
                ObjectKey(namespace: namespace, name: account.name),
                isShared: true
            ),
            part(RBACV1.clusterRole, wide, ["rules": Self.json(clusterRules)]),
            part(RBACV1.clusterRoleBinding, wide, binding(to: "ClusterRole")),
            part(RBACV1.role, local, ["rules": Self.json(LeastPrivilege.namespaceRules(of: account))]),
            part(RBACV1.roleBinding, local, binding(to: "Role")),
        ]
    }

    private static func json(_ rules: [DataplaneCluster.PolicyRule]) -> JSONValue {
        .array(
            rules.map { rule in
                var fields: JSONObject = [:]
                let lists = [
                    ("apiGroups", rule.apiGroups), ("resources", rule.resources),
                    ("resourceNames", rule.resourceNames), ("verbs", rule.verbs),
                ]
                for (name, values) in lists where !values.isEmpty {
                    fields[name] = .array(values.map(JSONValue.string))
                }
                return .object(fields)
            }
        )
    }
}

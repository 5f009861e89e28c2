// SPDX-License-Identifier: Apache-2.0

package import JSONKit
internal import KubeCore

/// What counts of a `RoleBinding` or a `ClusterRoleBinding`.
package struct RoleBindingObject: Sendable {
    /// Which role is bound, as the binding names it.
    package struct Reference: Sendable, Equatable {
        package var group = ""
        package var kind = ""
        package var name = ""
    }

    package var name = ""
    /// Empty for bindings of the cluster.
    package var namespace = ""
    package var role = Reference()
    package var subjects: [RBACPolicy.Subject] = []

    /// The binding as policies know it; nil when it binds something that is no role.
    package var binding: RBACPolicy.Binding? {
        roleID.map { RBACPolicy.Binding(namespace: namespace, name: name, role: $0, subjects: subjects) }
    }

    /// The role that is meant; nil when the reference is to something else.
    package var roleID: RBACPolicy.RoleID? {
        switch role.kind {
        case "ClusterRole": RBACPolicy.RoleID(name: role.name)
        case "Role" where !namespace.isEmpty: RBACPolicy.RoleID(namespace: namespace, name: role.name)
        default: nil
        }
    }
}

extension RoleBindingObject: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        var metadata = ObjectMeta()
        var subjects: [RawSubject] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "metadata": try reader.read(into: &metadata)
            case "roleRef": try reader.read(into: &role)
            case "subjects": try reader.read(into: &subjects)
            default: try reader.skipValue(of: key)
            }
        }
        name = metadata.name
        let namespace = metadata.namespace ?? ""
        self.namespace = namespace
        self.subjects = subjects.compactMap { $0.subject(in: namespace) }
    }
}

extension RoleBindingObject.Reference: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "apiGroup": try reader.read(into: &group)
            case "kind": try reader.read(into: &kind)
            case "name": try reader.read(into: &name)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

private struct RawSubject: JSONDecodable {
    var kind = ""
    var name = ""
    var namespace = ""

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "kind": try reader.read(into: &kind)
            case "name": try reader.read(into: &name)
            case "namespace": try reader.read(into: &namespace)
            default: try reader.skipValue(of: key)
            }
        }
    }

    /// A service account without a namespace is one of the binding's, which a binding of the cluster has not.
    func subject(in bindingNamespace: String) -> RBACPolicy.Subject? {
        switch kind {
        case "User": return .user(name)
        case "Group": return .group(name)
        case "ServiceAccount":
            let home = namespace.isEmpty ? bindingNamespace : namespace
            return home.isEmpty ? nil : .serviceAccount(namespace: home, name: name)
        default: return nil
        }
    }
}

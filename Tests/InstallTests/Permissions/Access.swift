// SPDX-License-Identifier: Apache-2.0

import KubeCore
import KubeServer

/// One thing that somebody has done, or was not let to do, in the words of RBAC.
struct Access: Hashable, Sendable, CustomStringConvertible {
    let verb: String
    let group: String
    let resource: String
    let subresource: String
    let namespace: String
    let name: String
    let isForbidden: Bool

    var description: String {
        let place = [namespace, name].filter { !$0.isEmpty }.joined(separator: "/")
        let kind = [resource, subresource].filter { !$0.isEmpty }.joined(separator: "/")
        return "\(verb) \(kind)\(group.isEmpty ? "" : ".\(group)") \(place)"
    }

    /// What a record tells of; one request may need two permissions.
    static func of(_ record: AuditRecord) -> [Access] {
        guard let object = record.object else { return [] }
        let access = { (verb: String, name: String) in
            Access(
                verb: verb,
                group: object.group,
                resource: object.resource,
                subresource: object.subresource,
                namespace: object.namespace,
                name: name,
                isForbidden: record.code == 403
            )
        }
        let asked = access(record.verb, record.verb == "create" ? "" : object.name)
        // Who applies what is not there yet makes it, and needs that permission, too.
        return record.verb == "patch" && record.code == 201 ? [asked, access("create", object.name)] : [asked]
    }

    /// The question whether somebody may do it.
    func review(by user: KubeCore.UserInfo) -> AccessReview {
        AccessReview(
            .resource(
                verb: verb,
                GroupResource(group: group, resource: resource),
                name.isEmpty ? nil : ObjectKey(namespace: namespace, name: name),
                namespace: namespace.isEmpty ? nil : namespace,
                subresource: subresource.isEmpty ? nil : Subresource(subresource)
            ),
            by: user
        )
    }
}

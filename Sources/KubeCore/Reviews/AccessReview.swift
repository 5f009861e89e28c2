// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// The question whether somebody may do something.
package struct AccessReview: Sendable, Hashable {
    /// What somebody wants to do.
    package enum Access: Sendable, Hashable {
        /// Something with a resource; `*` as a verb, group or resource means all.
        case resource(
            verb: String,
            GroupResource,
            ObjectKey? = nil,
            namespace: String? = nil,
            subresource: Subresource? = nil
        )
        /// Something with a path that is no resource, such as `/metrics`.
        case path(verb: String, String)
    }

    /// What somebody wants to do.
    package let access: Access
    /// Who wants to; nil for whoever asks.
    package let user: UserInfo?

    /// Asks about somebody, or about oneself.
    package init(_ access: Access, by user: UserInfo? = nil) {
        self.access = access
        self.user = user
    }

    /// The server's word.
    package struct Answer: Sendable, Hashable {
        package var isAllowed = false
        /// Whether somebody said no; else nobody said yes.
        package var isDenied = false
        package var reason = ""
        /// What went wrong while the rules were read.
        package var evaluationError = ""

        package init() {}
    }
}

extension AccessReview: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("apiVersion", GroupVersion.authorization.apiVersion)
            writer.field("kind", user == nil ? "SelfSubjectAccessReview" : "SubjectAccessReview")
            writer.key("spec")
            writer.object { writer in
                switch access {
                case .resource(let verb, let resource, let key, let namespace, let subresource):
                    writer.key("resourceAttributes")
                    writer.object { writer in
                        writer.field("verb", verb)
                        writer.field("group", resource.group)
                        writer.field("resource", resource.resource)
                        writer.field("subresource", subresource?.name)
                        writer.field("namespace", key?.namespace ?? namespace)
                        writer.field("name", key?.name)
                    }
                case .path(let verb, let path):
                    writer.key("nonResourceAttributes")
                    writer.object { writer in
                        writer.field("verb", verb)
                        writer.field("path", path)
                    }
                }
                if let user { Self.write(user, to: &writer) }
            }
        }
    }

    private static func write(_ user: UserInfo, to writer: inout JSONWriter) {
        writer.field("user", user.username)
        if !user.uid.isEmpty { writer.field("uid", user.uid) }
        if !user.groups.isEmpty { writer.field("groups", user.groups) }
        if !user.extra.isEmpty { writer.field("extra", user.extra) }
    }
}

extension AccessReview.Answer: ReviewAnswer {
    package mutating func readStatus(
        _ key: borrowing JSONKey,
        from reader: inout JSONReader
    ) throws(JSONError) {
        switch key {
        case "allowed": try reader.read(into: &isAllowed)
        case "denied": try reader.read(into: &isDenied)
        case "reason": try reader.read(into: &reason)
        case "evaluationError": try reader.read(into: &evaluationError)
        default: try reader.skipValue(of: key)
        }
    }
}

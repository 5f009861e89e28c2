// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import JSONKit

/// An `Event` of `audit.k8s.io/v1`, as tools for audit logs read it.
extension AuditRecord: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("kind", "Event")
            writer.field("apiVersion", "audit.k8s.io/v1")
            writer.field("level", "Metadata")
            writer.field("auditID", auditID)
            writer.field("stage", stage.rawValue)
            writer.field("requestURI", uri)
            writer.field("verb", verb)
            writer.field("user", User(info: user))
            writer.field("impersonatedUser", impersonatedUser.map { User(info: $0) })
            if !sourceAddress.isEmpty { writer.field("sourceIPs", [sourceAddress]) }
            if !userAgent.isEmpty { writer.field("userAgent", userAgent) }
            writer.field("objectRef", object)
            writer.field("responseStatus", Outcome(record: self))
            writer.field("requestReceivedTimestamp", received.formatted(.six))
            writer.field("stageTimestamp", (received + latency).formatted(.six))
            if !patchType.isEmpty { writer.field("annotations", [Self.patchAnnotation: JSONValue.string(patchType)]) }
        }
    }

    /// Kubernetes leaves the kind of a patch to the bodies, which are not kept here.
    private static let patchAnnotation = "portolan.dev/patch-type"
}

extension AuditRecord.ObjectReference: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            let fields = [
                ("resource", resource), ("namespace", namespace), ("name", name), ("uid", uid), ("apiGroup", group),
                ("apiVersion", version), ("subresource", subresource),
            ]
            for (key, value) in fields where !value.isEmpty { writer.field(key, value) }
        }
    }
}

private struct User: JSONEncodable {
    let info: UserInfo

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            if !info.name.isEmpty { writer.field("username", info.name) }
            if !info.uid.isEmpty { writer.field("uid", info.uid) }
            if !info.groups.isEmpty { writer.field("groups", info.groups) }
            guard !info.extra.isEmpty else { return }
            var extra = JSONObject()
            for (key, values) in info.extra.sorted(by: { $0.key < $1.key }) {
                extra[key] = .array(values.map { .string($0) })
            }
            writer.field("extra", extra)
        }
    }
}

private struct Outcome: JSONEncodable {
    let record: AuditRecord

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("metadata", JSONObject())
            if record.code >= 400 { writer.field("status", "Failure") }
            if !record.message.isEmpty { writer.field("message", record.message) }
            if !record.reason.isEmpty { writer.field("reason", record.reason) }
            writer.field("code", record.code)
        }
    }
}

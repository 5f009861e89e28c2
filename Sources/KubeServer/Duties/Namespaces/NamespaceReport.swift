// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

/// The conditions of a namespace that is being deleted, in the words of Kubernetes
/// (`pkg/controller/namespace/deletion/status_condition_utils.go`).
struct NamespaceReport: Sendable {
    private struct Condition {
        let type: String
        var isTrue = false
        var reason: String
        var message: String
    }

    private let conditions: [Condition]
    private let time: JSONValue

    init(_ remains: NamespaceRemains, at now: Timestamp) {
        time = .string(now.formatted(.none))
        conditions = [
            Condition(
                type: "NamespaceDeletionDiscoveryFailure",
                reason: "ResourcesDiscovered",
                message: "All resources successfully discovered"
            ),
            Condition(
                type: "NamespaceDeletionGroupVersionParsingFailure",
                reason: "ParsedGroupVersions",
                message: "All legacy kube types successfully parsed"
            ),
            Condition(
                type: "NamespaceDeletionContentFailure",
                reason: "ContentDeleted",
                message: "All content successfully deleted, may be waiting on finalization"
            ),
            Self.content(remains),
            Self.finalizers(remains),
        ]
    }

    private static func content(_ remains: NamespaceRemains) -> Condition {
        let type = "NamespaceContentRemaining"
        guard !remains.objects.isEmpty else {
            return Condition(type: type, reason: "ContentRemoved", message: "All content successfully removed")
        }
        let counts = remains.objects.map { resource, count in
            "\(resource.plural).\(resource.group) has \(count) resource instances"
        }
        let message = "Some resources are remaining: \(counts.sorted().joined(separator: ", "))"
        return Condition(type: type, isTrue: true, reason: "SomeResourcesRemain", message: message)
    }

    private static func finalizers(_ remains: NamespaceRemains) -> Condition {
        let type = "NamespaceFinalizersRemaining"
        guard !remains.finalizers.isEmpty else {
            let message = "All content-preserving finalizers finished"
            return Condition(type: type, reason: "ContentHasNoFinalizers", message: message)
        }
        let counts = remains.finalizers.map { finalizer, count in "\(finalizer) in \(count) resource instances" }
        let message =
            "Some content in the namespace has finalizers remaining: \(counts.sorted().joined(separator: ", "))"
        return Condition(type: type, isTrue: true, reason: "SomeFinalizersRemain", message: message)
    }

    /// The namespace with these conditions; those that say the same as before keep their time.
    func written(to namespace: JSONObject) -> JSONObject {
        var present = namespace.list("status", "conditions")
        for condition in conditions {
            let status = condition.isTrue ? "True" : "False"
            let index = present.firstIndex { $0.text("type") == condition.type }
            let old = index.map { present[$0] } ?? JSONObject()
            let isSame = old.text("status") == status
            let new: JSONObject = [
                "type": .string(condition.type),
                "status": .string(status),
                "lastTransitionTime": isSame ? old["lastTransitionTime"] ?? time : time,
                "reason": .string(condition.reason),
                "message": .string(condition.message),
            ]
            if let index { present[index] = new } else { present.append(new) }
        }
        var namespace = namespace
        namespace.make("status") { status in
            status["phase"] = "Terminating"
            status["conditions"] = .array(present.map { .object($0) })
        }
        return namespace
    }
}

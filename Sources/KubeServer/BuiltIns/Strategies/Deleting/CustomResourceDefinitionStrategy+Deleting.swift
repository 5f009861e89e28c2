// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

extension CustomResourceDefinitionStrategy {
    /// The entry in the finalizers of a definition that stays until all objects of the kind are deleted.
    static let finalizer = "customresourcecleanup.apiextensions.k8s.io"

    /// A definition goes after the objects of its kind (apiextensions-apiserver,
    /// `pkg/registry/customresourcedefinition/etcd.go`).
    func announceDeletion(of object: inout JSONObject, _ request: DeleteRequest, at now: Timestamp) -> Bool {
        let time = JSONValue.string(now.formatted(.none))
        object.metadata["deletionTimestamp"] = time
        let finalizers = object.metadata.strings("finalizers")
        if !finalizers.contains(Self.finalizer) {
            object.metadata["finalizers"] = .array((finalizers + [Self.finalizer]).map { .string($0) })
        }
        object.make("status") { status in
            var conditions = status["conditions"]?.array ?? []
            let isTerminating = conditions.contains { $0["type"] == "Terminating" && $0["status"] == "True" }
            conditions.removeAll { $0["type"] == "Terminating" }
            conditions.append([
                "type": "Terminating",
                "status": "True",
                "lastTransitionTime": isTerminating ? status.terminatingSince ?? time : time,
                "reason": "InstanceDeletionPending",
                "message":
                    "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
            ])
            status["conditions"] = .array(conditions)
        }
        return true
    }
}

extension JSONObject {
    fileprivate var terminatingSince: JSONValue? {
        list("conditions").first { $0.text("type") == "Terminating" }?["lastTransitionTime"]
    }
}

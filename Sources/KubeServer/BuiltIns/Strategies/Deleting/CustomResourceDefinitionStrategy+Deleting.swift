// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

extension CustomResourceDefinitionStrategy {
    /// A definition goes after the objects of its kind (apiextensions-apiserver,
    /// `pkg/registry/customresourcedefinition/etcd.go`).
    func announceDeletion(of object: inout JSONObject, _ request: DeleteRequest, at now: Timestamp) -> Bool {
        object.metadata["deletionTimestamp"] = .string(now.formatted(.none))
        let finalizers = object.metadata.strings("finalizers")
        if !finalizers.contains(CustomResourceDefinition.cleanupFinalizer) {
            let all = finalizers + [CustomResourceDefinition.cleanupFinalizer]
            object.metadata["finalizers"] = .array(all.map { .string($0) })
        }
        let message = "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon"
        object.set(.init(.terminating, true, "InstanceDeletionPending", message), at: now)
        return true
    }
}

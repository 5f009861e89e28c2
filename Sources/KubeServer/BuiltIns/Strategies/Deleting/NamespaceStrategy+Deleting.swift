// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

extension NamespaceStrategy {
    var deletion: DeletionTraits {
        var traits = DeletionTraits.answeringWithObject
        traits.allowsCollections = false
        traits.immortals = ["default", "kube-system", "kube-public"]
        return traits
    }

    /// A namespace says what happens in its phase (`pkg/registry/core/namespace/storage`).
    func announceDeletion(of object: inout JSONObject, _ request: DeleteRequest, at now: Timestamp) -> Bool {
        var finalizers = object.metadata.strings("finalizers")
        request.choose(DeleteRequest.orphanFinalizer, .orphan, whenOrphaning: true, in: &finalizers)
        request.choose(DeleteRequest.foregroundFinalizer, .foreground, whenOrphaning: false, in: &finalizers)
        object.metadata["finalizers"] = finalizers.isEmpty ? nil : .array(finalizers.map { .string($0) })
        object.metadata["deletionTimestamp"] = .string(now.formatted(.none))
        object.make("status") { $0["phase"] = "Terminating" }
        return true
    }

    /// Until everything in it is deleted.
    func isHeld(_ object: JSONObject) -> Bool { object.object("spec").has("finalizers") }
}

extension DeleteRequest {
    /// Puts in or takes out one finalizer of the garbage collector; without a wish it stays as it is.
    fileprivate func choose(
        _ finalizer: String,
        _ wanted: Propagation,
        whenOrphaning: Bool,
        in finalizers: inout [String]
    ) {
        let isPresent = finalizers.contains(finalizer)
        let isWanted = orphansDependents.map { $0 == whenOrphaning } ?? propagation.map { $0 == wanted } ?? isPresent
        if isWanted == isPresent { return }
        if isWanted { finalizers.append(finalizer) } else { finalizers.removeAll { $0 == finalizer } }
    }
}

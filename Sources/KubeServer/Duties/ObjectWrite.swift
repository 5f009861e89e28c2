// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// Something that the server itself writes, as the controllers do that run beside Kubernetes' API server.
package enum ObjectWrite: Sendable {
    /// Makes an object unless there is one of that name.
    case create(ResourceID, StorageKey, JSONObject)
    /// Changes an object if it exists; the change may be made more than once, and may turn out to be none.
    case change(ResourceID, StorageKey, @Sendable (JSONObject) -> JSONObject, of: WriteContext.Part = .whole)
    /// Deletes an object if it exists, has this identity and still is what it was deleted for.
    case delete(
        ResourceID,
        StorageKey,
        uid: String,
        DeleteRequest.Propagation? = nil,
        while: @Sendable (StoredObject) -> Bool = { _ in true }
    )

    /// Where the object of the write is.
    package var place: (resource: ResourceID, key: StorageKey) {
        switch self {
        case .create(let resource, let key, _), .change(let resource, let key, _, _),
            .delete(let resource, let key, _, _, _):
            (resource, key)
        }
    }
}

/// Objects that the server keeps as they should be: what is to be written follows from what is there.
package protocol Duty: Sendable {
    /// The resources whose changes may leave something to do.
    var resources: [ResourceID] { get }
    /// Whether every change may leave something to do, also that of a resource which nobody knows yet.
    var followsEverything: Bool { get }
    /// The name under which the fields are owned that the duty writes.
    var manager: String { get }

    /// What is to be written after a change; what others have done meanwhile counts.
    func writes(after change: Change, of resource: ResourceID, in storage: Storage) -> [ObjectWrite]

    /// What is to be written when the server starts on a storage with objects in it, and when changes were missed.
    func writesAtStart(in storage: Storage) -> [ObjectWrite]

    /// The next part of what takes many writes, of which the duty itself keeps account; nil when nothing is left.
    ///
    /// It is asked whenever all changes have been followed, and again after its writes have been.
    func nextWrites(in storage: Storage) -> [ObjectWrite]?
}

extension Duty {
    package var followsEverything: Bool { false }
    package var manager: String { "kube-controller-manager" }
    package func nextWrites(in storage: Storage) -> [ObjectWrite]? { nil }
}

// SPDX-License-Identifier: Apache-2.0

/// What is particular to a resource when its objects are deleted.
package struct DeletionTraits: Sendable {
    /// What becomes of the objects that an object owns when the client does not say; nil where nothing is owned.
    package var propagation: DeleteRequest.Propagation? = .background
    /// Whether the client gets the object that is gone, and not a `Status` about it.
    package var answersWithObject = false
    /// Whether all objects of a selection can be deleted by one request.
    package var allowsCollections = true
    /// The objects that nobody may delete.
    package var immortals: Set<String> = []
    /// What a client is told who leaves the propagation to the resource.
    package var warning: String?

    package init() {}

    /// Those of a resource whose deletions are answered with the object.
    package static var answeringWithObject: DeletionTraits {
        var traits = DeletionTraits()
        traits.answersWithObject = true
        return traits
    }
}

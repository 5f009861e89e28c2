// SPDX-License-Identifier: Apache-2.0

package import Basics
package import KubeCore

/// A store of whatever kind, or a part of one, for those who only ask how far it is.
package protocol ObservedStore: AnyObject, Sendable {
    /// What is watched.
    var scope: WatchScope { get }

    /// What it is fed by, each with a list and a version of its own: one for each namespace where several are watched.
    var parts: [any ObservedStore] { get }

    /// Whether a list of all that is watched was ever complete.
    var isSynced: Bool { get }

    /// Whether there is something to work with: of several namespaces one is complete, and each other is, too, or cannot be
    /// had as things are.
    var isUsable: Bool { get }

    /// The version up to which everything was heard; nil before the first list is complete.
    var resourceVersion: ResourceVersion? { get }

    /// How often the versions began anew, because the server's database was restored.
    var restarts: Int { get }

    /// The number of objects.
    var objectCount: Int { get }

    /// The metadata of the object of a key.
    func metadata(of key: ObjectKey) -> ObjectMeta?

    /// Waits until ``isSynced``.
    func synced() async throws

    /// Waits until ``isUsable``.
    func usable() async throws

    /// Has a bell rung, from now on, whenever the version has moved.
    func onProgress(ring bell: Bell)
}

extension ObservedStore {
    /// Whether all is known that is watched of a namespace; of objects without a namespace, of all of them.
    package func isSynced(in namespace: String?) -> Bool {
        isSynced || parts.allSatisfy { $0.isSynced || !$0.scope.concerns(namespace) }
    }
}

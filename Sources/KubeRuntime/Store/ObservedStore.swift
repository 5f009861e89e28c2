// SPDX-License-Identifier: Apache-2.0

package import Basics
package import KubeCore

/// A store of whatever kind, for those who only ask how far it is.
package protocol ObservedStore: AnyObject, Sendable {
    /// What is watched.
    var scope: WatchScope { get }

    /// Whether a list was ever complete.
    var isSynced: Bool { get }

    /// The version up to which everything was heard; nil before the first list is complete.
    var resourceVersion: ResourceVersion? { get }

    /// How often the versions began anew, because the server's database was restored.
    var restarts: Int { get }

    /// The number of objects.
    var objectCount: Int { get }

    /// The metadata of the object of a key.
    func metadata(of key: ObjectKey) -> ObjectMeta?

    /// Waits until a list is complete.
    func synced() async throws

    /// Has a bell rung, from now on, whenever the version has moved.
    func onProgress(ring bell: Bell)
}

// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// What a watcher tells a store, in the order in which it has to be done.
package indirect enum StoreUpdate<Object: KubeObject>: Sendable {
    /// A list begins: what is staged from now on replaces everything, once it is committed.
    case begin
    /// Objects of the list.
    case stage([Object])
    /// An object of the list was deleted before the list was complete.
    case unstage(Object)
    /// The list is complete, in the state of a version.
    ///
    /// A list that the server took from its database may be older than what is known, when that was restored from a
    /// backup; any other that is older must not be believed.
    case commit(ResourceVersion, mayGoBack: Bool)
    /// The list will not be completed.
    case discard
    /// An object is new, or was written.
    case upsert(Object)
    /// An object is gone; this is its last state.
    case remove(Object)
    /// Nothing happened up to a version.
    case advance(ResourceVersion)
}

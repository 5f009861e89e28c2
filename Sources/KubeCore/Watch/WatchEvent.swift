// SPDX-License-Identifier: Apache-2.0

/// What a server says in a watch.
///
/// It is one reference, whatever the size of the object, because it passes through many hands.
package indirect enum WatchEvent<Item: KubeObject>: Sendable {
    /// The object is there: it is new, or the watch began by saying what there is.
    case added(Item)
    /// The object was written.
    case modified(Item)
    /// The object is gone; this is its last state, with the version of the deletion.
    case deleted(Item)
    /// Nothing happened up to a version.
    case bookmark(WatchBookmark)
    /// The server ends the watch.
    case error(APIStatus)
    /// An object that is none of those asked for, such as a `Table`; it is not kept.
    case foreign(type: String, kind: String)
}

extension WatchEvent {
    /// Where a watch goes on that is interrupted after this event; nil where the event says nothing about that.
    package var resourceVersion: ResourceVersion? {
        switch self {
        case .added(let item), .modified(let item), .deleted(let item): item.metadata.resourceVersion
        case .bookmark(let bookmark): bookmark.resourceVersion
        case .error, .foreign: nil
        }
    }
}

/// Word that nothing happened up to a version.
package struct WatchBookmark: Sendable, Hashable {
    /// The version from which an interrupted watch goes on.
    package let resourceVersion: ResourceVersion
    /// Whether all that there was when the watch began has been said (KEP-3157).
    package let endsInitialEvents: Bool

    /// A bookmark at a version.
    package init(resourceVersion: ResourceVersion, endsInitialEvents: Bool = false) {
        self.resourceVersion = resourceVersion
        self.endsInitialEvents = endsInitialEvents
    }

    /// The annotation of the bookmark that ends the initial events; its value must be `true`.
    package static let initialEventsEndAnnotation = "k8s.io/initial-events-end"
}

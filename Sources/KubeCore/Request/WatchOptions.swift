// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore

/// Which changes are watched, and from when on.
package struct WatchOptions: Sendable, Hashable {
    /// Where a watch begins.
    package enum Start: Sendable, Hashable {
        /// With everything there is now, as events of their own, whose end is not said.
        case mostRecent
        /// With everything there is in any state, also one older than what was seen before.
        case any
        /// With the changes after a version.
        case after(ResourceVersion)
        /// With everything there is, and a bookmark behind it (KEP-3157): a list in the form of a watch, in a state in
        /// which a version has happened, or in the present one.
        case streamingList(notOlderThan: ResourceVersion?)
    }

    /// Which objects, and from when on.
    package var labelSelector = LabelSelector.everything
    package var fieldSelector = FieldSelector.everything
    package var start: Start
    /// Whether the server says now and then that nothing happened.
    package var allowsBookmarks = true
    /// After how long the server ends the watch, in whole seconds.
    package var timeout = Duration.seconds(300)

    /// All changes from a point on.
    package init(_ start: Start) {
        self.start = start
    }

    var query: HTTPQuery {
        var query = HTTPQuery([HTTPQuery.Item("watch", "1")])
        query.append(labelSelector, fieldSelector)
        switch start {
        case .mostRecent: break
        case .any: query.append("resourceVersion", ResourceVersion.any.text)
        case .after(let version): query.append("resourceVersion", version.text)
        case .streamingList(let version):
            if let version { query.append("resourceVersion", version.text) }
            query.append("resourceVersionMatch", "NotOlderThan")
            query.append("sendInitialEvents", "true")
        }
        if allowsBookmarks || isStreamingList { query.append("allowWatchBookmarks", "true") }
        query.append("timeoutSeconds", "\(timeout.components.seconds)")
        return query
    }

    /// The end of a streaming list is a bookmark, so that servers refuse one without.
    private var isStreamingList: Bool {
        guard case .streamingList = start else { return false }
        return true
    }
}

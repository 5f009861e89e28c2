// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore

/// Which objects are listed, and in which state.
package struct ListOptions: Sendable, Hashable {
    /// The state of the list.
    package enum Version: Sendable, Hashable {
        /// The state at the time of asking.
        case mostRecent
        /// Any state, also one older than what was seen before.
        case any
        /// A state in which a version has happened.
        case notOlderThan(ResourceVersion)
        /// The state at a version.
        case exactly(ResourceVersion)
    }

    /// Which objects, in which state; everything there is by default.
    package var labelSelector = LabelSelector.everything
    package var fieldSelector = FieldSelector.everything
    package var version = Version.mostRecent
    /// The number of objects of a page; nil for all at once.
    package var limit: Int?
    /// Where the next page begins, as the last one said; the state is then that of the first page.
    package var continueToken: String?

    /// All objects, as they are now.
    package init() {}

    /// Objects by their labels and fields, as they are now.
    package init(labels: LabelSelector = .everything, fields: FieldSelector = .everything, limit: Int? = nil) {
        labelSelector = labels
        fieldSelector = fields
        self.limit = limit
    }

    var query: HTTPQuery {
        var query = HTTPQuery()
        query.append(labelSelector, fieldSelector)
        if let limit { query.append("limit", "\(limit)") }
        if let continueToken {
            query.append("continue", continueToken)
            return query
        }
        switch version {
        case .mostRecent: break
        case .any: query.append("resourceVersion", ResourceVersion.any.text)
        case .notOlderThan(let version): query.append(version, match: "NotOlderThan")
        case .exactly(let version): query.append(version, match: "Exact")
        }
        return query
    }
}

extension HTTPQuery {
    mutating func append(_ labels: LabelSelector, _ fields: FieldSelector) {
        if !labels.requirements.isEmpty { append("labelSelector", labels.description) }
        if !fields.requirements.isEmpty { append("fieldSelector", fields.description) }
    }

    fileprivate mutating func append(_ version: ResourceVersion, match: String) {
        append("resourceVersion", version.text)
        append("resourceVersionMatch", match)
    }
}

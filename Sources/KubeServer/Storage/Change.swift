// SPDX-License-Identifier: Apache-2.0

/// One write, as the log of a shelf keeps it.
package struct Change: Sendable {
    /// What was written.
    package enum Kind: Sendable {
        case created
        case updated
        case deleted
    }

    /// What was done.
    package let kind: Kind
    /// The state after the write; for a deletion the last state, with the resource version of the deletion.
    package let object: StoredObject
    /// The state before the write: a watcher with a selector needs it to know what it had seen.
    package let previous: StoredObject?

    /// The resource version of the write.
    package var resourceVersion: UInt64 { object.resourceVersion }
}

/// A change among those of all resources.
package struct ResourceChange: Sendable {
    package let resource: ResourceID
    package let change: Change
}

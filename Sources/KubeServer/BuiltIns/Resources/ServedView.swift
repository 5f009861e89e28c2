// SPDX-License-Identifier: Apache-2.0

/// Another form of a resource that is stored elsewhere: `events.k8s.io` shows the events of the core group.
package struct ServedView: Sendable {
    /// The resource whose objects these are.
    package let stored: ResourceID
    /// What the fields that selectors may name are called in the form that is stored.
    package let fieldNames: [String: String]
}

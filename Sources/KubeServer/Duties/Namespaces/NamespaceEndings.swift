// SPDX-License-Identifier: Apache-2.0

/// The namespaces that are being deleted, which of them have to be looked at, and how far their contents were deleted.
struct NamespaceEndings: Sendable {
    /// How far the deletion of the contents of a namespace has come.
    struct Cursor: Sendable {
        var resource: ResourceID
        var key: StorageKey
    }

    private struct Ending {
        /// Where the deletion of the contents goes on; nil when it has been through all of them.
        var cursor: Cursor?
        /// How many objects were left when it had been.
        var remaining: Int?
    }

    /// With so few objects left, every change is looked at.
    private static let few = 100

    private var endings: [String: Ending] = [:]
    private var work = WorkList<String>()

    /// A namespace has begun to go, has changed while it goes, or is gone.
    mutating func begin(_ namespace: String) {
        endings[namespace, default: Ending()].remaining = nil
        work.add(namespace)
    }

    /// Something has changed in a namespace, which matters when it is going.
    mutating func contentChanged(in namespace: String) {
        if endings[namespace] != nil { work.add(namespace) }
    }

    /// The next namespace to look at.
    mutating func next() -> String? { work.next() }

    /// Where the deletion of the contents of a namespace goes on.
    func cursor(in namespace: String) -> Cursor? { endings[namespace]?.cursor }

    /// The deletion of the contents has come so far, and goes on after a look at the news.
    mutating func pause(_ namespace: String, at cursor: Cursor) {
        endings[namespace, default: Ending()].cursor = cursor
        work.add(namespace)
    }

    /// The deletion of the contents has been through all of them, and so many are left.
    mutating func passed(_ namespace: String, remaining: Int) {
        endings[namespace]?.cursor = nil
        endings[namespace]?.remaining = remaining
    }

    /// Whether a look is worth its time: while many wait for their finalizers, not each of them that goes is one.
    func isWorthLooking(at namespace: String, remaining: Int) -> Bool {
        guard let ending = endings[namespace], ending.cursor == nil, let before = ending.remaining else { return true }
        return remaining <= Self.few || remaining > before || remaining <= before / 2
    }

    /// A namespace is not going, or is gone with all that was in it.
    mutating func end(_ namespace: String) { endings[namespace] = nil }
}

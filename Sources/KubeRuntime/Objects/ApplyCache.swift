// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import KubeCore

/// Remembers which applied intents are in effect, so that an intent is not sent again as long as nothing changed.
///
/// To apply the same fields to the same version of an object changes nothing, but it costs the server the work of a write
/// and everybody the latency. An entry ends after a while, because what the server adds of its own may change without a
/// new version of the object.
package struct ApplyCache: Sendable {
    /// Where an intent is applied: one manager's fields of one object, or of a subresource of it.
    package struct Target: Sendable, Hashable {
        /// What the object is.
        package let kind: GroupVersionKind
        /// Which object it is.
        package let key: ObjectKey
        /// In whose name the fields are applied.
        package let manager: String
        /// The subresource; empty for the object itself.
        package let subresource: String

        /// One manager's fields of an object.
        package init(_ kind: GroupVersionKind, _ key: ObjectKey, manager: String, subresource: String = "") {
            self.kind = kind
            self.key = key
            self.manager = manager
            self.subresource = subresource
        }
    }

    private struct Entry: Sendable {
        let version: ResourceVersion
        let intent: Int
    }

    private let lifetime: Duration
    private var entries: ExpiringCache<Target, Entry>

    /// A cache whose entries end after a while, of at most so many.
    package init(lifetime: Duration = .seconds(600), capacity: Int = 100_000) {
        self.lifetime = lifetime
        entries = ExpiringCache(capacity: capacity)
    }

    /// How many intents are remembered.
    package var count: Int { entries.count }

    /// Whether an intent is in effect in the version of the object that is known.
    package func isInEffect(
        _ intent: some Hashable,
        at target: Target,
        version: ResourceVersion?,
        at now: ContinuousClock.Instant
    ) -> Bool {
        guard let entry = entries.value(for: target, at: now), entry.version == version else { return false }
        return entry.intent == intent.hashValue
    }

    /// An intent was applied, and the server answered with this version of the object.
    package mutating func applied(
        _ intent: some Hashable,
        at target: Target,
        version: ResourceVersion,
        at now: ContinuousClock.Instant
    ) {
        let entry = Entry(version: version, intent: intent.hashValue)
        entries.set(entry, for: target, until: now.advanced(by: lifetime), at: now)
    }

    /// Nothing is known of what is in effect: the object is gone, or somebody saw that it differs.
    package mutating func forget(_ target: Target) {
        entries.remove(target)
    }
}

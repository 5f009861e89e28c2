// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// Which replicas are alive: those whose leases change.
///
/// Every replica holds a lease of its own and renews it. One that gave its lease back, or whose lease has not changed for
/// its duration, is no member.
package struct ShardMembers: Sendable {
    private var leases: [String: ObservedLease] = [:]

    /// Nobody was seen.
    package init() {}

    /// A lease was seen, for the first time or again.
    package mutating func see(_ lease: CoordinationV1.Lease, at now: ContinuousClock.Instant) {
        let name = lease.metadata.name
        if leases[name] == nil {
            leases[name] = ObservedLease(lease.spec, at: now)
        } else {
            leases[name]?.see(lease.spec, at: now)
        }
    }

    /// A lease is gone.
    package mutating func forget(_ name: String) {
        leases[name] = nil
    }

    /// The ring of those who are alive.
    package func ring(at now: ContinuousClock.Instant) -> HashRing {
        let alive = leases.values.filter { $0.isHeld(at: now, orFor: Self.defaultDuration) }
        return HashRing(members: alive.map(\.spec.holderIdentity))
    }

    /// When the ring changes if nothing is heard; nil when it does not.
    package func nextExpiry(after now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        leases.values.compactMap { $0.expires(orAfter: Self.defaultDuration) }.filter { $0 > now }.min()
    }

    private static let defaultDuration = Duration.seconds(15)
}

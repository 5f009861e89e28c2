// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// A lease of somebody else, and since when it has looked like this.
///
/// The times that are written in it are those of another clock and mean nothing here. A lease has expired when it has not
/// changed for as long as it says it holds.
package struct ObservedLease: Sendable, Hashable {
    /// What was last seen.
    package private(set) var spec: CoordinationV1.LeaseSpec
    /// When it was first seen like this.
    package private(set) var since: ContinuousClock.Instant

    /// A lease that was seen for the first time.
    package init(_ spec: CoordinationV1.LeaseSpec, at now: ContinuousClock.Instant) {
        self.spec = spec
        since = now
    }

    /// Notes what is seen now.
    package mutating func see(_ spec: CoordinationV1.LeaseSpec, at now: ContinuousClock.Instant) {
        guard spec != self.spec else { return }
        self = ObservedLease(spec, at: now)
    }

    /// From when on the lease is free; nil when nobody holds it.
    package func expires(orAfter fallback: Duration) -> ContinuousClock.Instant? {
        guard !spec.holderIdentity.isEmpty else { return nil }
        let duration = spec.leaseDurationSeconds.map { Duration.seconds($0) }
        return since.advanced(by: duration ?? fallback)
    }

    /// Whether somebody holds the lease.
    package func isHeld(at now: ContinuousClock.Instant, orFor fallback: Duration) -> Bool {
        expires(orAfter: fallback).map { now < $0 } ?? false
    }
}

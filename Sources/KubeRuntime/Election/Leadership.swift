// SPDX-License-Identifier: Apache-2.0

/// The right to act, for a while.
package struct Leadership: Sendable, Hashable {
    /// A number that every leader has for itself, and that grows: what a later leader did cannot be undone by an earlier
    /// one whose request was late, where the other side remembers the highest number it saw.
    package let epoch: Int
    /// From when on somebody else may lead, unless the lease is renewed.
    package let validUntil: ContinuousClock.Instant

    /// The right to act in an epoch, until an instant.
    package init(epoch: Int, validUntil: ContinuousClock.Instant) {
        self.epoch = epoch
        self.validUntil = validUntil
    }

    /// Whether a request that is sent now is sent by the leader.
    package func isValid(at now: ContinuousClock.Instant) -> Bool { now < validUntil }
}

/// Why somebody does not lead any more.
package enum LeadershipLoss: Sendable, Hashable {
    /// The lease could not be renewed in time.
    case renewalFailed
    /// Somebody else holds the lease.
    case takenOver(by: String)
    /// The lease was deleted, so that somebody else may have held it since.
    case leaseDeleted
}

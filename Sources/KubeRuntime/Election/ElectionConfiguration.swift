// SPDX-License-Identifier: Apache-2.0

/// How a leader is elected; the times are those of client-go and controller-runtime.
package struct ElectionConfiguration: Sendable, Hashable {
    /// Who this process is, and no other ever was: a host's name and something random.
    package let identity: String
    /// For how long a lease holds after it was last renewed, in whole seconds.
    package var leaseDuration = Duration.seconds(15)
    /// A leader that could not renew its lease for so long stops to lead.
    package var renewDeadline = Duration.seconds(10)
    /// How often a leader renews, and somebody else looks; that one a little later, at random.
    package var retryPeriod = Duration.seconds(2)
    /// How much earlier than others a leader counts its own lease as expired: clocks may differ in their speed by this
    /// part of the lease.
    package var safetyMargin = Duration.seconds(1)

    /// The usual times.
    package init(identity: String) {
        precondition(!identity.isEmpty, "a lease whose holder has no name is held by nobody")
        self.identity = identity
    }

    /// How long a request may take: one that hangs must not use up the time for all.
    package var requestTimeout: Duration { max(.seconds(1), renewDeadline / 2) }

    /// What is wrong with the times; nil when nothing is.
    package var problem: String? {
        if leaseDuration - safetyMargin <= renewDeadline {
            "the lease must last longer than the deadline for renewing it and the safety margin together"
        } else if renewDeadline <= retryPeriod * Self.jitter {
            "the deadline for renewing a lease must be longer than the time between two attempts"
        } else if retryPeriod <= .zero || leaseDuration.components.attoseconds != 0 {
            "the time between two attempts must be above zero, and the lease must last whole seconds"
        } else {
            nil
        }
    }

    /// By how much somebody who is not the leader may look later than the leader renews.
    static let jitter = 1.2
}

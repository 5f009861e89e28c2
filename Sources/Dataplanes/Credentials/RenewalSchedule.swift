// SPDX-License-Identifier: Apache-2.0

package import Basics

/// When a token is replaced: well before it ends, and not at the same moment as those that were made with it.
package struct RenewalSchedule: Sendable, Hashable {
    /// When it was made, by the clock of whoever asked for it.
    package let issuedAt: Timestamp
    /// When it ends: what the server granted, whatever was asked for.
    package let expiresAt: Timestamp
    /// From when on it is replaced.
    package let renewAt: Timestamp

    /// A schedule; the same token always has the same, also after a restart.
    package init(issuedAt: Timestamp, expiresAt: Timestamp, name: String) {
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        let chance = Double(StableHash(name, "\(expiresAt.secondsSinceEpoch)").value % 1_000) / 1_000
        // Between 75 and 80 hundredths of its life: what kubelet does, and never later.
        renewAt = issuedAt + (expiresAt - issuedAt) * (0.8 - 0.05 * chance)
    }

    /// When whoever read the token once is to read the one after it: between its renewal and its end.
    package var readAgainAt: Timestamp { issuedAt + (expiresAt - issuedAt) * 0.9 }

    /// Whether the token is to be replaced.
    package func isDue(at now: Timestamp) -> Bool { now >= renewAt }

    /// Whether the token is worth nothing any more, also by a clock that is a little slow.
    package func hasEnded(at now: Timestamp) -> Bool {
        now + min(.seconds(5), (expiresAt - issuedAt) * 0.05) >= expiresAt
    }
}

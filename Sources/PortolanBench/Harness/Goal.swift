// SPDX-License-Identifier: Apache-2.0

/// What we mean to reach.
package enum Goal: Sendable, Equatable {
    /// To be so many times as good as the peer.
    case advantage(Double)
    /// A figure of our own, or a better one, whatever the peer's is.
    case figure(Double)
}

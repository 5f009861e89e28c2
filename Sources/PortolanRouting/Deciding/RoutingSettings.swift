// SPDX-License-Identifier: Apache-2.0

/// How a fleet decides.
package struct RoutingSettings: Sendable, Hashable {
    /// How one of several dataplanes is chosen.
    package enum Strategy: String, Sendable, Hashable, CaseIterable {
        /// Weighted rendezvous hashing: a change of the fleet moves as few names as can be.
        case rendezvous = "Rendezvous"
        /// flyteadmin's own draw, bit for bit.
        case flyte = "Flyte"
    }

    /// What happens when no dataplane of a label can take work.
    package enum Shortage: String, Sendable, Hashable, CaseIterable {
        /// The execution is refused.
        case reject = "Reject"
        /// Any dataplane takes it, as with flyteadmin: of the default label first, then of all, in equal shares.
        case anyDataplane = "AnyDataplane"
    }

    /// How one of several dataplanes is chosen.
    package var strategy = Strategy.rendezvous
    /// The label of executions that no rule is about; none by default.
    package var defaultLabel: String?
    /// The labels that are tried in this order when no dataplane of the first can take work.
    package var fallbackLabels: [String] = []
    /// What happens when no dataplane of a label can take work.
    package var onNoDataplane = Shortage.reject

    /// Rendezvous hashing, and no way round a label without dataplanes.
    package init() {}
}

// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import KubeCore

/// What Portolan found out and brought about in a dataplane the last time it compared it with what should be there.
struct Settlement: Sendable {
    /// The generation of the DataplaneCluster that it was done for.
    var generation: Int?
    /// When it was done.
    var at: ContinuousClock.Instant
    /// The dataplane's version of Kubernetes.
    var version: String
    /// What the service account may do.
    var privileges: LeastPrivilege
    /// Whether the service account was made for the dataplane, and goes with it.
    var isAccountOwn = false
    /// What the minted credential should be allowed and is not, as a person reads it.
    var lacking: [String] = []
    /// Why the bootstrap credential was of no use, when that hurts nobody yet.
    var bootstrapProblem: String?

    /// Whether nothing is missing.
    var isWhole: Bool { privileges.missing.isEmpty && lacking.isEmpty }

    /// Whether the work is to be done again.
    func isDue(
        generation: Int?,
        at now: ContinuousClock.Instant,
        every interval: Duration
    ) -> Bool {
        // What is missing may be installed any moment; the rest is only repaired.
        self.generation != generation || now >= at.advanced(by: isWhole ? interval : min(interval, .seconds(20)))
    }
}

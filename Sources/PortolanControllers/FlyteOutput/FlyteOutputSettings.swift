// SPDX-License-Identifier: Apache-2.0

package import Flyte

/// Where Flyte is, and what Portolan may do there.
package struct FlyteOutputSettings: Sendable, Hashable {
    /// The namespace of Flyte, which is that of the fleet.
    package var namespace: String
    /// The label of executions that no rule is about.
    package var defaultLabel: String?
    /// The Deployments that read the files when they start, in the order in which they are started again.
    package var rollouts: [String]
    /// Whether keys that somebody else has written, such as Helm, are taken from them.
    package var takesOver = false
    /// How long is waited before pods are replaced.
    package var pacing = RolloutMachine.Pacing()
    /// How often is looked again at what somebody else has to change.
    package var retry = Duration.seconds(60)

    /// Settings for the Flyte of a namespace.
    package init(_ namespace: String, rollouts: [String] = ["flyteadmin", "syncresources"]) {
        self.namespace = namespace
        self.rollouts = rollouts
    }

    /// The ConfigMaps whose file Flyte's programs read, flyteadmin's first.
    package static let configMaps = ["flyte-admin-clusters-config", "flyte-clusterresourcesync-config"]
}

// SPDX-License-Identifier: Apache-2.0

package import Dataplanes

/// What the operator's configuration says of all dataplanes.
package struct DataplaneSettings: Sendable, Hashable {
    /// The namespaces that are looked after; empty for all.
    package var namespaces: [String] = []
    /// Where endpoints may lead.
    package var addresses = AddressPolicy()
    /// When more than this part of the dataplanes fails at once, the control plane is suspected.
    package var suspectShare = 0.5
    /// The namespace in which Argo CD looks for clusters; nil where it is not to be told of any.
    package var argoCDNamespace: String?
    /// How long a deletion waits for a dataplane that does not answer.
    package var deletionPatience = Duration.seconds(600)
    /// How often what was made in a dataplane is compared with what should be there.
    package var repairInterval = Duration.seconds(300)
    /// How long a request that changes something in a dataplane may take.
    package var requestTimeout = Duration.seconds(10)

    /// The usual settings.
    package init() {}
}

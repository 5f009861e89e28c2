// SPDX-License-Identifier: Apache-2.0

package import KubeCore

extension GroupVersion {
    /// Portolan's own kinds.
    package static let portolan = GroupVersion(group: "portolan.dev", version: "v1alpha1")
}

/// The names that Portolan writes into, and looks for in, the metadata of objects.
package enum PortolanNames {
    /// What keeps an object until all that was made for it is gone.
    package static let finalizer = "portolan.dev/cleanup"
    /// The annotation by which an object is left alone.
    package static let paused = "portolan.dev/paused"
    /// The annotation by which somebody asks for a pass.
    package static let reconcileAt = "portolan.dev/reconcile-at"
    /// The annotation by which somebody accepts another cluster behind the same endpoint: its uid.
    package static let acceptCluster = "portolan.dev/accept-cluster"
    /// The label of what belongs to a dataplane.
    package static let dataplane = "portolan.dev/dataplane"
    /// The annotation of pods that says with which of Flyte's configurations they were made.
    package static let flyteConfiguration = "portolan.dev/flyte-config"
    /// The annotation of pods that says by when they have to read newer tokens.
    package static let flyteReadAgainAt = "portolan.dev/flyte-read-again-at"
    /// In whose name fields are applied.
    package static let fieldManager = "portolan"
}

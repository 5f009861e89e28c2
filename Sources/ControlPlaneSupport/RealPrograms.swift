// SPDX-License-Identifier: Apache-2.0

internal import KubeClient

/// The programs of a real control plane, where they are at hand.
package enum RealPrograms {
    /// The folder that `KUBEBUILDER_ASSETS` names, as `setup-envtest` lays it out: `etcd`, `kube-apiserver`,
    /// `kube-controller-manager`; nil when nobody asks for real servers.
    package static let folder = folder(ProcessEnvironment.current)

    /// The folder that an environment names.
    package static func folder(_ environment: [String: String]) -> String? {
        environment["KUBEBUILDER_ASSETS"].flatMap { $0.isEmpty ? nil : $0 }
    }
}

// SPDX-License-Identifier: Apache-2.0

import ControlPlaneSupport
import KubeClient
import OtherPrograms
import TestSupport

/// The server that the suite is run against.
enum Target {
    /// The embedded server.
    case embedded
    /// Programs in a folder, as `setup-envtest` lays them out: `etcd`, `kube-apiserver`, `kube-controller-manager` if
    /// what needs it is to be tested too.
    case programs(folder: String)
    /// A cluster that is there already.
    case cluster(kubeconfig: String)

    static let current = Target(environment: ProcessEnvironment.current)

    init(environment: [String: String]) {
        if let file = environment["PORTOLAN_TEST_KUBECONFIG"], !file.isEmpty {
            self = .cluster(kubeconfig: file)
        } else if let folder = RealPrograms.folder(environment) {
            self = .programs(folder: folder)
        } else {
            self = .embedded
        }
    }

    /// Whether somebody collects garbage and empties namespaces.
    var hasControllers: Bool {
        switch self {
        case .embedded, .cluster: true
        case .programs(let folder): ChildProcess.path(of: "\(folder)/kube-controller-manager") != nil
        }
    }
}

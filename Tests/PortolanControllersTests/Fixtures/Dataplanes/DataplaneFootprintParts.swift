// SPDX-License-Identifier: Apache-2.0

import Dataplanes
import KubeCore
import PortolanAPI

/// What Portolan makes in a dataplane, as tests look for it.
enum DataplaneFootprintParts {
    /// Everything but the namespace.
    static func removable(of dataplane: DataplaneCluster) -> [DataplaneFootprint.Part] {
        DataplaneFootprint(dataplane, clusterRules: []).parts.filter { $0.type != CoreV1.Namespace.resourceType }
    }
}

extension DataplaneCluster {
    /// A DataplaneCluster of which nothing more is known.
    init(named name: String, in namespace: String) {
        self.init()
        metadata = ObjectMeta(name: name, namespace: namespace)
    }
}

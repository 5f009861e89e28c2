// SPDX-License-Identifier: Apache-2.0

internal import EventLoop
internal import JSONKit
internal import KubeClient
internal import KubeCore
internal import PortolanAPI

/// An outage of an embedded dataplane, which somebody wants to see the fleet survive.
package struct LaptopOutage: Sendable {
    private let folder: LaptopFolder
    private let dataplane: String

    /// The outage of a dataplane of the fleet that a folder keeps.
    package init(of dataplane: String, in folder: LaptopFolder) {
        self.folder = folder
        self.dataplane = dataplane
    }

    /// Begins or ends it, by the annotation that `kubectl annotate` sets as well.
    package func set(_ isOut: Bool) async throws {
        guard folder.runningProcess != nil else {
            throw LaptopError("no fleet of \(folder.path) runs; portolan up starts one")
        }
        let client = KubeClient(
            try .kubeconfig(file: folder.kubeconfig),
            KubeClientOptions(userAgent: "portolan"),
            on: try EventLoop(name: "client")
        )
        let key = ObjectKey(namespace: LaptopManifests.namespace, name: dataplane)
        let patch: JSONValue = ["metadata": ["annotations": [LaptopManifests.outage: isOut ? "true" : .null]]]
        try await client.patch(DataplaneCluster.resourceType, key, .merge(patch), as: PartialObject.self)
    }
}

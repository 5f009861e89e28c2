// SPDX-License-Identifier: Apache-2.0

internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI

/// Ends and starts embedded dataplanes as an annotation of their resources says, so that a newcomer can break one with
/// `kubectl` and watch what happens.
struct LaptopOutages: Sendable {
    let clusters: [LaptopCluster]
    let dataplanes: ObjectStore<DataplaneCluster>

    /// Follows the annotation until the task is cancelled.
    func run() async throws {
        try await dataplanes.synced()
        let (present, changes) = dataplanes.follow()
        defer { changes.close() }
        for dataplane in present.all { set(dataplane) }
        while true {
            for change in try await changes.next() {
                guard let dataplane = change.new else { continue }
                set(dataplane)
            }
        }
    }

    private func set(_ dataplane: DataplaneCluster) {
        guard dataplane.metadata.namespace == LaptopManifests.namespace else { return }
        let isOut = dataplane.metadata.annotations[LaptopManifests.outage] == "true"
        clusters.first { $0.name == dataplane.metadata.name }?.setRunning(!isOut)
    }
}

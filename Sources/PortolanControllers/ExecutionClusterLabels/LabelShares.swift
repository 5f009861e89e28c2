// SPDX-License-Identifier: Apache-2.0

internal import KubeCore
package import KubeRuntime
package import PortolanAPI
internal import PortolanRouting
internal import RoutingService
internal import Synchronization

/// Which dataplanes take the executions of a label, and how many of them.
///
/// It asks routing itself, so that what a status says is what happens. Thousands of labels often name the same few
/// pools: a pool is looked at once for each state of the fleet.
package final class LabelShares: Sendable {
    /// A label of a fleet.
    private struct Name: Hashable {
        let namespace: String
        let label: String
    }

    private struct Known {
        var versions: [ResourceVersion?] = []
        var shares: [Name: [ExecutionClusterLabel.Dataplane]] = [:]
    }

    private let dataplanes: ObjectStore<DataplaneCluster>
    private let known = Mutex(Known())

    /// The shares by what a store of dataplanes holds.
    package init(_ dataplanes: ObjectStore<DataplaneCluster>) {
        self.dataplanes = dataplanes
        dataplanes.addIndex(DataplanePool.index)
    }

    /// The dataplanes of a label with their shares, by their names.
    package func dataplanes(of label: String, in namespace: String) -> [ExecutionClusterLabel.Dataplane] {
        let snapshot = dataplanes.snapshot
        let name = Name(namespace: namespace, label: label)
        let hit = known.withLock { known in
            if known.versions != snapshot.versions || known.versions.allSatisfy({ $0 == nil }) {
                known = Known(versions: snapshot.versions)
            }
            return known.shares[name]
        }
        if let hit { return hit }
        let members = DataplanePool.members(label, in: namespace, snapshot)
        let shares = Self.shares(of: label, among: members)
        known.withLock { known in
            if known.versions == snapshot.versions { known.shares[name] = shares }
        }
        return shares
    }

    private static func shares(
        of label: String,
        among members: [DataplaneCluster]
    ) -> [ExecutionClusterLabel.Dataplane] {
        let fleet = Fleet(dataplanes: members.map { Dataplane($0) })
        return fleet.allDataplanes.map { dataplane in
            ExecutionClusterLabel.Dataplane(
                dataplane.name,
                weight: dataplane.labels.first { $0.name == label }?.weight ?? 0,
                share: DataplanePool.text(ofShare: fleet.share(of: dataplane.name, in: label)),
                schedulable: dataplane.isUsable
            )
        }
    }
}

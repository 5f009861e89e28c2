// SPDX-License-Identifier: Apache-2.0

import KubeServer

/// Where the operator does what it does.
struct Stage: Sendable {
    let chart: InstalledChart
    let process: OperatorProcess
    /// What the chart has configured.
    let configuration: String
    /// The namespaces of the fleets.
    let fleets: [String]
    /// Another cluster, for somebody who may do everything there; nil where nobody looks after dataplanes.
    let dataplane: ControlPlaneAccess?
    /// The Flyte that is told of the fleet; nil where none is.
    let flyte: SampleFlyte?

    /// Whether the operator has asked for something.
    func hasDone(_ verb: String, _ resource: String, in namespace: String? = nil, named name: String? = nil) -> Bool {
        chart.accesses(of: InstalledChart.account).contains { access in
            access.verb == verb && access.resource == resource && (name == nil || access.name == name)
                && (namespace == nil || access.namespace == namespace)
        }
    }
}

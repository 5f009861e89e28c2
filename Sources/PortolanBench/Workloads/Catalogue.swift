// SPDX-License-Identifier: Apache-2.0

/// Everything that can be measured.
package enum Catalogue {
    /// What is measured inside one process: the workloads of all rooms.
    package static let workloads: [Workload] = JSONWorkload.workloads + RoutingWorkload.workloads

    /// All of it, in the order of the report.
    static let measurements: [Measurement] =
        workloads.map { workload in
            Measurement(name: workload.name, summary: workload.summary) { [try workload.contest(in: $0)] }
        } + HTTPMeasurements.all + StreamMeasurements.all + ClusterMeasurements.all + ControllerMeasurements.all
        + RoutingMeasurements.all
        + DataplaneMeasurements.all
}

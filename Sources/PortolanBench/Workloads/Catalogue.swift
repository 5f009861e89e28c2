// SPDX-License-Identifier: Apache-2.0

/// Everything that can be measured.
package enum Catalogue {
    /// The workloads of all rooms.
    package static let workloads: [Workload] = JSONWorkload.workloads
}

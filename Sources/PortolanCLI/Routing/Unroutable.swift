// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import PortolanApp
internal import PortolanRouting

/// An execution goes nowhere: what was asked for was understood, and this is the answer.
struct Unroutable: ExitCodeError, CustomStringConvertible {
    let refusal: RoutingRefusal
    let loaded: FleetSource.Loaded

    var exitCode: ExitCode { ExitCode(rawValue: 3) }

    var description: String {
        guard loaded.fleet.isEmpty else { return "\(refusal)" }
        return "\(refusal); namespace \"\(loaded.namespace)\" has no DataplaneCluster and no ExecutionClusterLabel"
    }
}

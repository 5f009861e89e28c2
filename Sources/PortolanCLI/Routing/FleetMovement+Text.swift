// SPDX-License-Identifier: Apache-2.0

internal import PortolanRouting
internal import RoutingService

extension FleetMovement {
    /// The movement for people, without a line feed at the end.
    func text(width: Int) -> String {
        guard movedCount > 0 else { return "None of \(count) executions goes elsewhere." }
        var table = TextTable(["FROM", "TO", "EXECUTIONS", "SHARE"], [.left, .left, .right, .right])
        for (way, names) in ways {
            table.add([way.from ?? "(nowhere)", way.to ?? "(nowhere)", "\(names)", share(of: names).percentage])
        }
        return """
            \(movedCount) of \(count) executions go elsewhere, \(share.percentage):

            \(table.text(width: width))
            """
    }
}

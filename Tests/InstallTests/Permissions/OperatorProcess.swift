// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import OtherPrograms
import TestSupport
import Testing

/// The operator as the chart starts it, with the operator's own account and nothing more.
struct OperatorProcess: Sendable {
    private let program: ChildProcess

    /// Starts it with the configuration that the chart has written.
    init(in chart: InstalledChart, configuration: String) async throws {
        let file = chart.folder.write("configuration.yaml", configuration)
        program = try ChildProcess(
            BuiltProgram.path(of: "portolan"),
            [
                "controller", "--kubeconfig", try await chart.kubeconfig(of: InstalledChart.account),
                "--config", file, "--metrics-bind", "127.0.0.1:0", "--routing-bind", "127.0.0.1:0",
            ],
            // Where the kubelet would say it.
            environment: ["POD_NAME": "portolan-0", "POD_NAMESPACE": "portolan"]
        )
    }

    /// Where something listens, as soon as the log says so.
    func address(of message: String) async throws -> String {
        var address: Substring?
        try await eventually("the operator \(message)", within: .seconds(120)) {
            try #require(program.exit == nil, "\(program.output)")
            let line = program.output.split(separator: "\n").first { $0.contains("\"\(message)\"") }
            address = line?.firstMatch(of: /"address":"([^"]+)"/)?.1
            return address != nil
        }
        return String(try #require(address))
    }

    /// Asks it to end, and expects that it does in order.
    func end() {
        program.stop()
        #expect(program.exit == 0, "\(program.output)")
    }

    /// What it has said.
    var log: String { program.output }
}

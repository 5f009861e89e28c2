// SPDX-License-Identifier: Apache-2.0

import JSONKit
import OtherPrograms
import PortolanCLI
import TestSupport
import Testing

@Suite("What becomes of many executions", .timeLimit(.minutes(2)))
struct SimulationOutputTests {
    private static let team1 = ["route", "--from", RouteTests.fleet, "--project", "team1"]

    @Test("a chart shows the drawn shares beside the configured ones")
    func chart() async {
        let expected = """
            10000 executions of label general, by Rendezvous:

            DATAPLANE                                                      DRAWN  CONFIGURED
            dataplane-1  █████████████████████████████████████████████   70.38 %     70.00 %
            dataplane-2  ███████████████████                             29.62 %     30.00 %
            gpu-1                                                         0.00 %      0.00 %

            """
        #expect(await PortolanCall(Self.team1 + ["--simulate", "10000"]).output == expected)
    }

    @Test("every line fits the terminal, however narrow", arguments: [40, 47, 60, 80])
    func narrow(width: Int) async {
        let output = await PortolanCall(Self.team1 + ["--simulate", "100"], width: width).output
        #expect(output.split(separator: "\n").allSatisfy { $0.count <= width }, "\(output)")
        #expect(output.contains("█") && !output.contains("\u{1B}"))
    }

    @Test("programs get the counts", arguments: ["Rendezvous", "Flyte"])
    func document(strategy: String) async throws {
        let call = await PortolanCall(Self.team1 + ["--simulate", "20000", "--strategy", strategy, "-o", "json"])
        let document = try JSONValue(parsing: call.output)
        #expect(document["executions"] == 20_000 && document["label"] == "general")
        #expect(document["matchedBy"] == "Project" && document["strategy"]?.string == strategy)
        let dataplanes = try #require(document["dataplanes"]?.array)
        #expect(dataplanes.map { $0["dataplane"] } == ["dataplane-1", "dataplane-2", "gpu-1"])
        #expect(dataplanes.map { $0["configuredShare"] } == [0.7, 0.3, 0])
        #expect(dataplanes.reduce(0) { $0 + ($1["executions"]?.int ?? 0) } == 20_000)
        // Five standard deviations of 20,000 draws at 0.7.
        for dataplane in dataplanes {
            let (share, configured) = (dataplane["share"]?.double ?? -1, dataplane["configuredShare"]?.double ?? -1)
            #expect(abs(share - configured) < 0.0163)
        }
    }

    @Test("a pinned dataplane gets all")
    func pinned() async throws {
        let call = await PortolanCall(Self.team1 + ["--dataplane", "gpu-1", "--simulate", "10", "-o", "json"])
        let dataplanes = try JSONValue(parsing: call.output)["dataplanes"]
        #expect(dataplanes?.array?.count == 1 && dataplanes?[0]?["executions"] == 10)
    }

    @Test("a comparison says which part of the names moves, and which way")
    func comparison() async throws {
        let folder = TemporaryFolder()
        let dataplane = """
            apiVersion: portolan.dev/v1alpha1
            kind: DataplaneCluster
            metadata: { name: NAME }
            spec: { endpoint: 'https://a', bootstrap: { secretRef: { name: a } }, labels: [{ name: general, weight: WEIGHT }] }

            """
        let manifests = [("dataplane-1", "70"), ("dataplane-2", "50")].map { name, weight in
            dataplane.replacing("NAME", with: name).replacing("WEIGHT", with: weight)
        }
        folder.write("fleet.yaml", manifests.joined(separator: "---\n"))
        let words = Self.team1 + ["--label", "general", "--simulate", "10000", "--compare", folder.path]
        let document = try JSONValue(parsing: await PortolanCall(words + ["-o", "json"]).output)
        // 50 of 120 instead of 30 of 100.
        let share = try #require(document["share"]?.double)
        #expect(abs(share - 0.1167) < 0.02)
        #expect(document["ways"]?.array?.count == 1)
        #expect(document["ways"]?[0]?["from"] == "dataplane-1" && document["ways"]?[0]?["to"] == "dataplane-2")
        let moved = try #require(document["moved"]?.int)
        let text = await PortolanCall(words).output
        #expect(text.hasPrefix("\(moved) of 10000 executions go elsewhere, "))
        #expect(text.contains("dataplane-1  dataplane-2        \(moved)  "))
    }

    @Test("nothing moves between a fleet and itself, and everything where the other has nothing")
    func extremes() async throws {
        let same = await PortolanCall(Self.team1 + ["--simulate", "100", "--compare", RouteTests.fleet])
        #expect(same.output == "None of 100 executions goes elsewhere.\n")
        let words = ["--simulate", "100", "--compare", "\(RouteTests.fleet)/labels.yaml", "-o", "json"]
        let document = try JSONValue(parsing: await PortolanCall(Self.team1 + words).output)
        #expect(document["share"] == 1)
        #expect(document["ways"]?.array?.allSatisfy { $0["to"] == nil && $0["from"] != nil } == true)
    }
}

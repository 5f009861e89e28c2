// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import JSONKit
import PortolanCLI
import Testing
import YAMLKit

@Suite("portolan explain", .timeLimit(.minutes(1)))
struct ExplainTests {
    private static let team1 = ["explain", "--from", RouteTests.fleet, "--project", "team1", "--execution", "a1b2c3"]

    @Test("people see where the label came from, who could have been drawn, and the draw")
    func text() async {
        let words = ["--domain", "production", "--workflow", "models.training"]
        let expected = """
            Where it could have been said:
              SOURCE     SAYS     BY              REMARK
              Dataplane  -        -
              Request    -        -
              Workflow   gpu      team1-training  decides
              Domain     -        -
              Project    general  team1
              Default    -        -

            Label gpu:
              DATAPLANE  WEIGHT     SHARE  STANDING    ARRIVAL  REMARK
              gpu-1           1  100.00 %  Candidate  1.168458  drawn
              gpu-2           1         -  Disabled          -  it is not enabled
              Rendezvous: of those who arrive for "a1b2c3" the earliest gets it.

            It goes to gpu-1.

            """
        #expect(await PortolanCall(Self.team1 + words).output == expected)
    }

    @Test("Flyte's draw is told, and who waits in reserve")
    func flyte() async {
        let output = await PortolanCall(Self.team1 + ["--strategy", "Flyte"]).output
        let expected = """
            Label general:
              DATAPLANE    WEIGHT    SHARE  STANDING   REMARK
              dataplane-1      70  70.00 %  Candidate  drawn
              dataplane-2      30  30.00 %  Candidate
              gpu-1             0        -  Reserve
              Flyte: the draw of "a1b2c3" is 0.57959509, a point on the row of shares.

            It goes to dataplane-1.

            """
        #expect(output.hasSuffix(expected))
    }

    @Test("why an execution goes nowhere is explained, with exit code 3")
    func refusal() async throws {
        let words = ["--domain", "staging", "--fallback-label", "nobody"]
        let call = await PortolanCall(Self.team1 + words)
        let expected = """
            Label batch:
              DATAPLANE  WEIGHT  SHARE  STANDING  REMARK
              gpu-2           1      -  Disabled  it is not enabled

            Fallback label nobody: no dataplane has it.

            It goes nowhere: the dataplane of label "batch" is not schedulable, and no
            fallback helps: tried nobody.

            """
        #expect(call.code.rawValue == 3)
        #expect(call.output.hasSuffix(expected))
        #expect(call.errors.contains("the dataplane of label \"batch\" is not schedulable"))
        let json = try JSONValue(parsing: await PortolanCall(Self.team1 + words + ["-o", "json"]).output)
        #expect(json["problem"]?["reason"] == "NoDataplane")
    }

    @Test("programs get the same as JSON and as YAML, with every candidate")
    func documents() async throws {
        let json = try JSONValue(parsing: await PortolanCall(Self.team1 + ["-o", "json"]).output)
        let yaml = try YAML.parse(Array(await PortolanCall(Self.team1 + ["-o", "yaml"]).output.utf8))
        #expect(json == yaml)
        #expect(json["decision"]?["dataplane"] == "dataplane-1")
        #expect(json["pools"]?[0]?["candidates"]?.array?.map { $0["weight"] } == [70, 30, 0])
        #expect(json["sources"]?.array?.filter { $0["chosen"] == true }.map { $0["source"] } == ["Project"])
    }

    @Test("every line fits the terminal where words allow it", arguments: [64, 80])
    func narrow(width: Int) async {
        let output = await PortolanCall(Self.team1 + ["--workflow", "models.training"], width: width).output
        #expect(output.split(separator: "\n").allSatisfy { $0.count <= width }, "\(output)")
    }
}

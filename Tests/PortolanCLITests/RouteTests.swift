// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import JSONKit
import OtherPrograms
import PortolanCLI
import TestSupport
import Testing
import YAMLKit

@Suite("portolan route", .timeLimit(.minutes(1)))
struct RouteTests {
    /// What is asked of the fleet in `Examples`, and what must come out.
    struct Case: CustomTestStringConvertible {
        let words: String
        let dataplane: String
        let label: String?
        let matchedBy: String
        var insteadOf: String?

        var testDescription: String { "\(words) is matched by \(matchedBy)" }
    }

    private static let cases = [
        Case(words: "--project team1", dataplane: "dataplane-1", label: "general", matchedBy: "Project"),
        Case(
            words: "--project team1 --domain development",
            dataplane: "dataplane-1",
            label: "general",
            matchedBy: "Project"
        ),
        Case(
            words: "--project team1 --domain staging --fallback-label nobody --fallback-label gpu",
            dataplane: "gpu-1",
            label: "gpu",
            matchedBy: "Domain",
            insteadOf: "batch"
        ),
        Case(
            words: "--project team1 --domain production --workflow models.training",
            dataplane: "gpu-1",
            label: "gpu",
            matchedBy: "Workflow"
        ),
        Case(
            words: "--project team1 --domain production --workflow models.training --launch-plan models.small",
            dataplane: "dataplane-1",
            label: "general",
            matchedBy: "LaunchPlan"
        ),
        Case(
            words: "--project team1 --domain production --workflow models.training --label general",
            dataplane: "dataplane-1",
            label: "general",
            matchedBy: "Request"
        ),
        Case(
            words: "--project team1 --label gpu --dataplane dataplane-2",
            dataplane: "dataplane-2",
            label: nil,
            matchedBy: "Dataplane"
        ),
        Case(words: "--project team2 --default-label gpu", dataplane: "gpu-1", label: "gpu", matchedBy: "Default"),
        Case(
            words: "--project team2 --on-no-dataplane AnyDataplane --strategy Flyte",
            dataplane: "dataplane-2",
            label: nil,
            matchedBy: "Any"
        ),
    ]

    @Test("the more a rule says, the more it counts, and the request counts most", arguments: cases)
    func precedence(_ row: Case) async throws {
        let words = row.words.split(separator: " ").map(String.init) + ["--execution", "a1b2c3"]
        let call = await PortolanCall(["route", "--from", Self.fleet, "-o", "json"] + words)
        let answer = try JSONValue(parsing: call.output)
        #expect(call.code == .success && call.errors.isEmpty)
        #expect(answer["dataplane"]?.string == row.dataplane)
        #expect(answer["label"]?.string == row.label)
        #expect(answer["matchedBy"]?.string == row.matchedBy)
        #expect(answer["insteadOf"]?.string == row.insteadOf)
        let isFlyte = row.words.contains("Flyte")
        let strategy = row.matchedBy == "Dataplane" ? nil : isFlyte ? "Flyte" : "Rendezvous"
        #expect(answer["strategy"]?.string == strategy)
    }

    @Test("for people it is a few lines, and for programs the same as JSON and as YAML")
    func formats() async throws {
        let words = ["route", "--from", Self.fleet, "--project", "team1", "--execution", "a1b2c3"]
        let expected = """
            dataplane  dataplane-1
            label      general
            matched by Project, ExecutionClusterLabel team1
            strategy   Rendezvous

            """
        #expect(await PortolanCall(words).output == expected)
        let json = try JSONValue(parsing: await PortolanCall(words + ["-o", "json"]).output)
        let yaml = try YAML.parse(Array(await PortolanCall(words + ["-o", "yaml"]).output.utf8))
        #expect(json == yaml && json["rule"]?.string == "team1")
    }

    @Test(
        "an execution that goes nowhere is exit code 3, and nothing in the output",
        arguments: [
            ("--project team2", "no ExecutionClusterLabel is about project \"team2\""),
            ("--project team1 --domain staging", "the dataplane of label \"batch\" is not schedulable"),
            ("--project team1 --label nobody", "no dataplane has the label \"nobody\""),
            ("--project team1 --dataplane gpu-2", "dataplane \"gpu-2\" takes no new work: it is not enabled"),
            ("--project team1 --dataplane gpu-9", "there is no dataplane \"gpu-9\""),
            ("--project team1 --namespace nope", "namespace \"nope\" has no DataplaneCluster"),
            ("--project team1 --label nobody --simulate 5", "no dataplane has the label \"nobody\""),
        ]
    )
    func unroutable(words: String, message: String) async {
        let call = await PortolanCall(["route", "--from", Self.fleet] + words.split(separator: " ").map(String.init))
        #expect(call.code.rawValue == 3)
        #expect(call.output.isEmpty)
        #expect(call.errors.hasPrefix("portolan route: ") && call.errors.contains(message))
    }

    @Test("what is said in vain is told, and decides nothing")
    func vainWords() async {
        let words = ["route", "--from", Self.fleet, "--project", "team1", "--workflow", "models.training"]
        let call = await PortolanCall(words)
        #expect(call.code == .success && call.output.contains("matched by Project"))
        #expect(call.errors == "warning: --workflow says nothing without --domain, and is left out\n")
        let plan = await PortolanCall(["explain"] + words.dropFirst().dropLast(2) + ["--launch-plan", "models.small"])
        #expect(plan.errors == "warning: --launch-plan says nothing without --workflow, and is left out\n")
    }

    @Test(
        "a command line that makes no sense is exit code 2",
        arguments: [
            ("--domain staging", "--project TEXT is missing"),
            ("--project p --kubeconfig x", "--from and --kubeconfig do not go together"),
            ("--project p --simulate 0", "--simulate: expected a number from 1"),
            ("--project p --strategy flyte", "did you mean 'Flyte'?"),
        ]
    )
    func usage(words: String, message: String) async {
        let call = await PortolanCall(["route", "--from", Self.fleet] + words.split(separator: " ").map(String.init))
        #expect(call.code == .usage && call.output.isEmpty)
        #expect(call.errors.hasPrefix("portolan route: ") && call.errors.contains(message))
        #expect(call.errors.contains("Run 'portolan route --help' for its usage."))
    }

    @Test("the operator's configuration decides, and the command line counts more")
    func configuration() async throws {
        let folder = TemporaryFolder()
        let file = folder.write(
            "config.yaml",
            """
            apiVersion: config.portolan.dev/v1alpha1
            kind: PortolanConfiguration
            routing: { strategy: Flyte, defaultLabel: gpu }

            """
        )
        let words = ["route", "--from", Self.fleet, "--project", "team2", "--execution", "e", "--config", file]
        let said = try JSONValue(parsing: await PortolanCall(words + ["-o", "json"]).output)
        #expect(said["label"] == "gpu" && said["strategy"] == "Flyte")
        let more = ["--strategy", "Rendezvous", "--default-label", "general", "-o", "json"]
        let overruled = try JSONValue(parsing: await PortolanCall(words + more).output)
        #expect(overruled["label"] == "general" && overruled["strategy"] == "Rendezvous")
        folder.write("config.yaml", "routing: { strategy: Flite }\n")
        let wrong = await PortolanCall(words)
        #expect(wrong.code == .failure && wrong.errors.contains("config.yaml: line 1"))
    }

    static let fleet = ProjectFolder.path(of: "Examples/fleet")
}

// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing
import YAMLKit

@testable import Flyte

@Suite("What is dubious in Flyte's configuration")
struct FlyteImportTests {
    /// A section of clusters, and what must be said of it.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        var labels = "{x: [{id: a, weight: 1}]}"
        var clusters = "[{name: a, endpoint: 'https://a.example', enabled: true}]"
        var more = ""
        let finding: String
    }

    private static let cases = [
        Case(
            testDescription: "a label with capital letters",
            labels: "{GPU-Pool: [{id: a, weight: 1}]}",
            finding: "warning: labelClusterMap.GPU-Pool: the label becomes \"gpu-pool\""
        ),
        Case(
            testDescription: "a label with dots",
            labels: "{a.b: [{id: a, weight: 1}]}",
            finding: "warning: labelClusterMap.a.b: the label becomes \"a-b\""
        ),
        Case(
            testDescription: "two labels that become one",
            labels: "[{Gpu: [{id: a}]}, {gpu: [{id: a}]}]",
            finding: "warning: labelClusterMap.gpu: there is a label \"gpu\" already; this one is left out"
        ),
        Case(
            testDescription: "a weight above one",
            labels: "{x: [{id: a, weight: 70}]}",
            finding: "warning: labelClusterMap.x[0]: its weight is not between 0 and 1"
        ),
        Case(
            testDescription: "a weight below zero",
            labels: "{x: [{id: a, weight: -0.5}]}",
            finding: "flyteadmin would not start; taken for 0"
        ),
        Case(
            testDescription: "a weight that is no number",
            labels: "{x: [{id: a, weight: half}]}",
            finding: "warning: labelClusterMap.x[0]: its weight is no number; taken for 0"
        ),
        Case(
            testDescription: "a label without clusters",
            labels: "{x: []}",
            finding: "warning: labelClusterMap.x: it has no clusters: Flyte sends its executions"
        ),
        Case(
            testDescription: "a label whose clusters are disabled",
            clusters: "[{name: a, endpoint: 'https://a.example'}]",
            finding: "warning: labelClusterMap.x: all its clusters are disabled"
        ),
        Case(
            testDescription: "a cluster that is not configured",
            labels: "{x: [{id: b, weight: 1}]}",
            finding: "warning: labelClusterMap.x: \"b\" is not in clusterConfigs, and is left out"
        ),
        Case(
            testDescription: "a cluster that a label names twice",
            labels: "{x: [{id: a, weight: 0.25}, {id: a, weight: 0.5}]}",
            finding: "warning: labelClusterMap.x[1]: \"a\" is there already: its weights are added up"
        ),
        Case(
            testDescription: "two clusters of one name",
            clusters: "[{name: a, endpoint: 'https://a.example'}, {name: a}]",
            finding: "warning: clusterConfigs[1]: there is a cluster \"a\" already"
        ),
        Case(
            testDescription: "a cluster without a name",
            clusters: "[{endpoint: 'https://a.example'}]",
            finding: "warning: clusterConfigs[0]: it has no name, and is left out"
        ),
        Case(
            testDescription: "a disabled cluster",
            clusters: "[{name: a, endpoint: 'https://a.example'}]",
            finding: "note: a: it is disabled, as Flyte takes all that do not say enabled, and stays so"
        ),
        Case(
            testDescription: "no enabled cluster at all",
            clusters: "[{name: a, endpoint: 'https://a.example', enabled: false}]",
            finding: "warning: clusterConfigs: no cluster is enabled: flyteadmin would not start"
        ),
        Case(
            testDescription: "an endpoint in the clear",
            clusters: "[{name: a, endpoint: 'http://a.example', enabled: true}]",
            finding: "warning: a: its endpoint is not https"
        ),
        Case(
            testDescription: "no endpoint",
            clusters: "[{name: a, enabled: true}]",
            finding: "warning: a: it has no endpoint: replace https://endpoint.invalid"
        ),
        Case(
            testDescription: "a default label that there is not",
            more: "defaultExecutionLabel: other",
            finding: "warning: defaultExecutionLabel: there is no label \"other\""
        ),
        Case(
            testDescription: "a misspelt field",
            more: "defaultLabel: x",
            finding: "warning: defaultLabel: Flyte has no such field"
        ),
    ]

    private static func read(_ name: String, _ text: String) throws -> FlyteFile {
        FlyteFile(name, try YAML.documents(in: Array(text.utf8)).map(\.value))
    }

    @Test("it is said, and what comes out is valid all the same", arguments: cases)
    func findings(_ row: Case) throws {
        let text = "clusters:\n  labelClusterMap: \(row.labels)\n  clusterConfigs: \(row.clusters)\n  \(row.more)\n"
        let result = try FlyteImport([Self.read("clusters.yaml", text)])
        let said = result.findings.map(\.description)
        #expect(said.contains { $0.contains(row.finding) }, "\(said)")
        #expect(!said.contains { $0.contains("it would be refused") })
    }

    @Test("nothing is dubious about a sound configuration but what remains to be done")
    func sound() throws {
        let row = Case(testDescription: "", finding: "")
        let text = "labelClusterMap: \(row.labels)\nclusterConfigs: \(row.clusters)\n"
        let result = try FlyteImport([Self.read("clusters.yaml", text)])
        #expect(result.findings.map(\.weight) == [.note])
        #expect(result.manifests[0]["metadata"] == ["name": "a"] && result.manifests[0]["spec"]?["flyte"] == nil)
    }

    @Test("of two files for the same executions the later counts, and names stay apart")
    func attributes() throws {
        let texts = ["project: P\nvalue: x\n", "project: p\nvalue: v\n", "project: P\nvalue: z\n"]
        let result = try FlyteImport(texts.enumerated().map { try Self.read("\($0.offset).yaml", $0.element) })
        #expect(result.manifests.map { $0["metadata"]?["name"] } == ["p", "p-2"])
        #expect(result.manifests.map { $0["spec"]?["value"] } == ["v", "z"])
        #expect(
            result.findings.map(\.description) == [
                "warning: 2.yaml: it is for the same executions as 0.yaml, and replaces it"
            ]
        )
    }

    @Test("all labels of a flyteadmin at once, in either of its spellings, but for rows that no resource can say")
    func listing() throws {
        let listing = """
            {"configurations": [
              {"attributes": {"execution_cluster_label": {"value": "a"}}, "domain": "", "project": "p", "workflow": "",
               "launch_plan": "", "org": ""},
              {"attributes": {"executionClusterLabel": {"value": "b"}}, "domain": "d", "project": "p", "workflow": "w"},
              {"attributes": {"execution_cluster_label": {"value": "c"}}, "domain": "d", "project": ""},
              {"attributes": {"execution_cluster_label": {"value": "d"}}, "domain": "d", "project": "p",
               "workflow": "w", "launch_plan": "l"},
              {"attributes": {"cluster_resource_attributes": {}}, "domain": "d", "project": "p"}
            ]}
            """
        let file = "attributes.json"
        let result = try FlyteImport([Self.read(file, listing)])
        #expect(
            result.manifests.map { $0["spec"] } == [
                ["project": "p", "value": "a"], ["project": "p", "domain": "d", "workflow": "w", "value": "b"],
            ]
        )
        #expect(
            result.findings.map(\.description) == [
                "warning: \(file): configurations[2]: label \"c\" of domain \"d\" of all projects is left out: an "
                    + "ExecutionClusterLabel is for one project, so that each project needs one",
                "warning: \(file): configurations[3]: label \"d\" of launch plan \"l\" is left out: Flyte compares it with "
                    + "names of workflows, and has hardly ever found it; spec.launchPlan of an ExecutionClusterLabel "
                    + "would be found",
            ]
        )
    }

    @Test("clusters keep their own names before others get similar ones")
    func names() throws {
        let clusters = ["a_b", "a-b", "A.b", "___"].map { "{name: \($0), endpoint: 'https://a', enabled: true}" }
        let text = "clusterConfigs: [\(clusters.joined(separator: ", "))]\n"
        let result = try FlyteImport([Self.read("clusters.yaml", text)])
        #expect(result.manifests.map { $0["metadata"]?["name"] } == ["a-b-2", "a-b", "a-b-3", "dataplane"])
        let kept = result.manifests.map { $0["spec"]?["flyte"]?["clusterName"] }
        #expect(kept == ["a_b", nil, "A.b", "___"])
    }
}

// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import JSONKit
import OtherPrograms
import PortolanCLI
import TestSupport
import Testing
import YAMLKit

@Suite("portolan import flyte", .timeLimit(.minutes(1)))
struct ImportFlyteTests {
    private let folder = TemporaryFolder()

    private static let values = """
        configmap:
          clusters:
            defaultExecutionLabel: general
            labelClusterMap:
              general:
              - {id: dataplane_1, weight: 0.7}
              - {id: dataplane_2, weight: 0.3}
            clusterConfigs:
            - name: dataplane_1
              endpoint: https://10.0.0.1:443
              enabled: true
              auth: {type: file_path, tokenPath: /var/run/credentials/dataplane_1_token}
            - {name: dataplane_2, endpoint: "https://10.0.0.2:443"}

        """

    @Test("Helm values become dataplanes, an attrFile becomes a label, and what remains to be done is said")
    func golden() async {
        let values = folder.write("values.yaml", Self.values)
        let labels = folder.write(
            "ecl.yaml",
            "domain: development\nproject: flytesnacks\nworkflow: core.Sort\nvalue: general\n"
        )
        let call = await PortolanCall(["import", "flyte", values, labels, "--namespace", "flyte"])
        let expected = """
            apiVersion: portolan.dev/v1alpha1
            kind: DataplaneCluster
            metadata:
              name: dataplane-1
              namespace: flyte
            spec:
              enabled: true
              endpoint: https://10.0.0.1:443
              labels:
              - name: general
                weight: 7
              bootstrap:
                secretRef:
                  name: dataplane-1-bootstrap
              flyte:
                clusterName: dataplane_1
            ---
            apiVersion: portolan.dev/v1alpha1
            kind: DataplaneCluster
            metadata:
              name: dataplane-2
              namespace: flyte
            spec:
              enabled: false
              endpoint: https://10.0.0.2:443
              labels:
              - name: general
                weight: 3
              bootstrap:
                secretRef:
                  name: dataplane-2-bootstrap
              flyte:
                clusterName: dataplane_2
            ---
            apiVersion: portolan.dev/v1alpha1
            kind: ExecutionClusterLabel
            metadata:
              name: flytesnacks-development-core-sort
              namespace: flyte
            spec:
              project: flytesnacks
              domain: development
              workflow: core.Sort
              value: general

            """
        #expect(call.code == .success)
        #expect(call.output == expected)
        let secret = "has to be made, with the keys token and ca.crt, or kubeconfig"
        let findings = """
            note: dataplane_1: the DataplaneCluster is called "dataplane-1"; flyte.clusterName keeps the old name
            note: dataplane_1: the Secret "dataplane-1-bootstrap" \(secret); Flyte's own token is in \
            /var/run/credentials/dataplane_1_token
            note: dataplane_2: the DataplaneCluster is called "dataplane-2"; flyte.clusterName keeps the old name
            note: dataplane_2: it is disabled, as Flyte takes all that do not say enabled, and stays so
            note: dataplane_2: the Secret "dataplane-2-bootstrap" \(secret)
            note: defaultExecutionLabel: it belongs into the operator's configuration: routing.defaultLabel: general

            """
        #expect(call.errors == findings)
    }

    @Test("what is imported can be asked at once, and Flyte's draw goes to Flyte's cluster")
    func roundTrip() async throws {
        let enabled = Self.values.replacing("10.0.0.2:443\"", with: "10.0.0.2:443\", enabled: true")
        let fleet = folder.write(
            "fleet.yaml",
            await PortolanCall(["import", "flyte", folder.write("values.yaml", enabled)]).output
        )
        // The draw of e is 0.4137, that of e1 0.6811, that of e3 0.9640, and the first cluster has up to 0.7.
        for (name, cluster) in [("e", "dataplane_1"), ("e1", "dataplane_1"), ("e3", "dataplane_2")] {
            let question = ["route", "--from", fleet, "--project", "p", "--label", "general", "--execution", name]
            let call = await PortolanCall(question + ["--strategy", "Flyte", "-o", "json"])
            #expect(try JSONValue(parsing: call.output)["flyteCluster"]?.string == cluster)
        }
    }

    @Test("clusters.yaml, its ConfigMap, a chart around Flyte's and bare sections say the same")
    func forms() async throws {
        let section = try #require(try YAML.parse(Array(Self.values.utf8))["configmap"]?["clusters"])
        let document: JSONValue = ["clusters": section]
        let forms: [JSONValue] = [
            section,
            document,
            ["configmap": document],
            ["flyte-core": ["configmap": document]],
            ["configuration": ["inline": document]],
            ["kind": "ConfigMap", "data": ["clusters.yaml": .string(YAML.serialize(document))]],
        ]
        let expected = await PortolanCall(["import", "flyte", folder.write("values.yaml", Self.values)])
        for form in forms {
            let call = await PortolanCall(["import", "flyte", folder.write("form.yaml", YAML.serialize(form))])
            #expect(call.output == expected.output && call.errors == expected.errors)
        }
    }

    @Test("of several values files the later count, as with Helm")
    func overlay() async {
        let values = folder.write("values.yaml", Self.values)
        let overlay = folder.write(
            "overlay.yaml",
            "configmap: {clusters: {labelClusterMap: {general: [{id: dataplane_1, weight: 1}]}}}\n"
        )
        let call = await PortolanCall(["import", "flyte", values, overlay])
        #expect(call.output.contains("weight: 1\n") && !call.output.contains("weight: 7\n"))
        #expect(call.errors.contains("note: dataplane_2: no label names it: it gets no executions\n"))
    }

    @Test(
        "what cannot be imported is a failure that names the file, and the field",
        arguments: [
            ("flyteadmin: {}\n", "nothing of Flyte's clusters and labels is in it"),
            ("project: p\nvalue: x\nlabel: y\n", "label: there is no such field in an attrFile"),
            ("project: p\nvalue: 5\n", "value: it must be a text"),
            ("project: p\nworkflow: w\nvalue: x\n", "workflow: it needs a domain"),
            ("project: ''\nvalue: x\n", "project is missing"),
            ("data: {clusters.yaml: '['}\n", "data.clusters.yaml: line "),
            ("a: [\n", "line "),
        ]
    )
    func refusals(text: String, message: String) async {
        let file = folder.write("file.yaml", text)
        let call = await PortolanCall(["import", "flyte", file])
        #expect(call.code == .failure && call.output.isEmpty)
        #expect(call.errors.hasPrefix("portolan import flyte: \(file): ") && call.errors.contains(message))
    }
}

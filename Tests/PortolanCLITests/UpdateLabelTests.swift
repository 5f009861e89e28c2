// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import OtherPrograms
import PortolanCLI
import TestSupport
import Testing

@Suite("portolan update execution-cluster-label", .timeLimit(.minutes(1)))
struct UpdateLabelTests {
    private let folder = TemporaryFolder()

    private func dryRun(_ text: String, _ words: String...) async -> PortolanCall {
        let file = folder.write("ecl.yaml", text)
        return await PortolanCall(["update", "execution-cluster-label", "--attrFile", file, "--dry-run"] + words)
    }

    @Test("flytectl's file is shown as a resource")
    func manifest() async {
        let file = """
            domain: development
            project: flytesnacks
            workflow: core.control_flow.merge_sort.merge_sort
            value: foo
            """
        let expected = """
            apiVersion: portolan.dev/v1alpha1
            kind: ExecutionClusterLabel
            metadata:
              name: flytesnacks-development-core-control-flow-merge-sort-merge-sort
              namespace: flyte
            spec:
              project: flytesnacks
              domain: development
              workflow: core.control_flow.merge_sort.merge_sort
              value: foo

            """
        let call = await dryRun(file, "--namespace", "flyte")
        #expect(call.code == .success && call.errors.isEmpty)
        #expect(call.output == expected)
    }

    @Test(
        "what could not be stored is refused with its field",
        arguments: [
            ("project: p\nvalue: GPU\n", "spec.value: Invalid value: \"GPU\""),
            ("project: p\nvalue: x\nlaunchPlan: l\n", "launchPlan: there is no such field in an attrFile"),
            ("value: x\n", "project is missing"),
            ("---\nproject: p\nvalue: x\n---\nproject: q\nvalue: x\n", "expected one document, found 2"),
            ("- a\n", "project is missing"),
        ]
    )
    func refusals(text: String, message: String) async {
        let call = await dryRun(text)
        #expect(call.code == .failure && call.output.isEmpty)
        #expect(call.errors.contains("\(folder.path)/ecl.yaml: \(message)"))
    }

    @Test("the file must be named")
    func usage() async {
        let call = await PortolanCall(["update", "execution-cluster-label"])
        #expect(call.code == .usage && call.errors.contains("--attrFile FILE is missing"))
    }
}

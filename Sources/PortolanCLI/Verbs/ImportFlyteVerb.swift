// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import Flyte
internal import PortolanApp
internal import YAMLKit

/// `portolan import flyte`.
struct ImportFlyteVerb: Verb {
    static let name = "flyte"
    static let summary = "Turn Flyte's clusters and labels into Portolan's resources."
    static let discussion = """
        It reads Helm values with configmap.clusters, the file clusters.yaml (also in its ConfigMap), the files that \
        flytectl update execution-cluster-label takes, and what flyteadmin lists as its matchable attributes, which are \
        all labels at once. The resources go to the output; what is dubious in Flyte's \
        configuration, and what remains to be done, goes to the error output:

          {program} import flyte values.yaml labels/*.yaml > fleet.yaml
        """
    static let parameters: [Parameter<ImportFlyteVerb>] = [
        .argument("files", into: \.files, presence: .required, help: "The files; of several the later count."),
        .option("namespace", short: "n", into: \.namespace, help: "The namespace of the resources."),
    ]

    private var files: [String] = []
    private var namespace: String?

    func run(in context: CommandContext) async throws {
        let result = try FlyteImport(files: files, namespace: namespace)
        for finding in result.findings { context.console.printError("\(finding)") }
        guard !result.manifests.isEmpty else { return }
        let yaml = YAML.serialize(documents: result.manifests, keyOrder: .written)
        try context.console.print(String(yaml.dropLast()))
    }
}

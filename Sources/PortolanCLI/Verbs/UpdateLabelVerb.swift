// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import PortolanApp
internal import YAMLKit

/// `portolan update execution-cluster-label`.
struct UpdateLabelVerb: Verb {
    static let name = "execution-cluster-label"
    static let summary = "Say which label executions go to, as flytectl does it."
    static let discussion = """
        The file is the one that flytectl takes: project, value, and optionally domain and workflow. An \
        ExecutionClusterLabel is made of it, or the one for the same executions is changed:

          {program} update execution-cluster-label --attrFile ecl.yaml --namespace flyte
        """
    static let parameters: [Parameter<UpdateLabelVerb>] = [
        .option("attrFile", into: \.file, placeholder: "FILE", presence: .required, help: "The file."),
        .option(
            "kubeconfig",
            into: \.kubeconfig,
            placeholder: "FILE",
            help: "The cluster of this kubeconfig; without it the one that the environment names."
        ),
        .option(
            "namespace",
            short: "n",
            into: \.namespace,
            help: "The namespace of the fleet; without it that of the kubeconfig."
        ),
        .flag("dry-run", into: \.isDryRun, help: "Print the resource, and ask no cluster."),
        .flag("force", into: \.isForced, help: "Also change what somebody else applied."),
    ]

    private var file = ""
    private var kubeconfig: String?
    private var namespace: String?
    private var isDryRun = false
    private var isForced = false

    func run(in context: CommandContext) async throws {
        let update = try LabelUpdate(attrFile: file)
        guard !isDryRun else {
            let yaml = YAML.serialize(update.manifest(namespace: namespace), keyOrder: .written)
            try context.console.print(String(yaml.dropLast()))
            return
        }
        let outcome = try await update.apply(kubeconfig: kubeconfig, namespace: namespace, isForced: isForced)
        let change =
            switch outcome.before {
            case nil: "created: \(outcome.after)"
            case outcome.after: "unchanged: \(outcome.after)"
            case let before?: "updated: \(before) -> \(outcome.after)"
            }
        try context.console.print("executionclusterlabel.portolan.dev/\(outcome.name) \(change)")
    }
}

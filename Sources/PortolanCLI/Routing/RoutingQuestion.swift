// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import PortolanApp
internal import PortolanRouting

/// What a person wants to know about an execution, and of which fleet: the parameters of all verbs that answer it.
struct RoutingQuestion: Sendable {
    fileprivate(set) var source = FleetSource()
    fileprivate(set) var request = RoutingRequest(project: "")
    fileprivate(set) var output = OutputFormat.text
    /// The operator's configuration, and what counts more than it.
    fileprivate var configuration: String?
    fileprivate var strategy: RoutingSettings.Strategy?
    fileprivate var defaultLabel: String?
    fileprivate var fallbackLabels: [String] = []
    fileprivate var onNoDataplane: RoutingSettings.Shortage?

    /// The fleet that is asked; what is said in vain is told.
    func load(on console: Console) async throws -> FleetSource.Loaded {
        guard !request.project.isEmpty || request.label != nil || request.dataplane != nil else {
            let why = "it, --label or --dataplane says where an execution goes"
            throw UsageError(.missingParameter, "--project TEXT is missing: \(why)")
        }
        guard source.manifests == nil || source.kubeconfig == nil else {
            throw UsageError(.contradiction, "--from and --kubeconfig do not go together")
        }
        for word in wordsInVain { console.printError("warning: \(word)") }
        do {
            return try await source.load(settings())
        } catch let error as FleetSource.AmbiguousNamespace {
            throw UsageError(.missingParameter, "--namespace TEXT is missing: \(error)")
        }
    }

    /// The fleet that manifests would make of the one that is asked.
    func load(_ manifests: String, replacing loaded: FleetSource.Loaded) throws -> Fleet {
        try source.load(loaded.fleet.settings, replacing: loaded, by: manifests)
    }

    /// A name says nothing where the level above is not named: rules are for a workflow of a domain.
    private var wordsInVain: [String] {
        let isBelow = [
            ("--workflow", request.workflow, "--domain", request.domain),
            ("--launch-plan", request.launchPlan, "--workflow", request.workflow),
        ]
        return isBelow.compactMap { option, name, above, upper in
            name != nil && upper == nil ? "\(option) says nothing without \(above), and is left out" : nil
        }
    }

    private func settings() throws -> RoutingSettings {
        var settings =
            try configuration.map { try OperatorConfiguration.read($0).routing.settings } ?? RoutingSettings()
        settings.strategy = strategy ?? settings.strategy
        settings.defaultLabel = defaultLabel ?? settings.defaultLabel
        if !fallbackLabels.isEmpty { settings.fallbackLabels = fallbackLabels }
        settings.onNoDataplane = onNoDataplane ?? settings.onNoDataplane
        return settings
    }
}

/// A verb that asks a fleet about an execution.
protocol RoutingVerb: Verb {
    var question: RoutingQuestion { get set }
}

extension RoutingVerb {
    /// The parameters of the question.
    static var questionParameters: [Parameter<Self>] { sourceParameters + requestParameters + settingsParameters }

    private static var sourceParameters: [Parameter<Self>] {
        [
            .option(
                "from",
                into: \Self.question.source.manifests,
                placeholder: "FOLDER",
                help: "Ask the manifests of a folder, all of whose dataplanes are taken for healthy, and no cluster."
            ),
            .option(
                "kubeconfig",
                into: \Self.question.source.kubeconfig,
                placeholder: "FILE",
                help: "Ask the cluster of this kubeconfig; without it the one that the environment names."
            ),
            .option(
                "namespace",
                short: "n",
                into: \Self.question.source.namespace,
                help: "The namespace of the fleet; without it the only one of the folder, or that of the kubeconfig."
            ),
        ]
    }

    private static var requestParameters: [Parameter<Self>] {
        [
            .option("project", short: "p", into: \Self.question.request.project, help: "The project of the execution."),
            .option("domain", short: "d", into: \Self.question.request.domain, help: "Its domain."),
            .option("workflow", into: \Self.question.request.workflow, help: "Its workflow."),
            .option("launch-plan", into: \Self.question.request.launchPlan, help: "Its launch plan."),
            .option("label", into: \Self.question.request.label, help: "The label it wants, whatever the rules say."),
            .option(
                "dataplane",
                into: \Self.question.request.dataplane,
                help: "The dataplane it wants, whatever the labels say."
            ),
            .option(
                "execution",
                into: \Self.question.request.execution,
                placeholder: "NAME",
                help: "The execution's name: the same name goes to the same dataplane. Without it chance decides."
            ),
        ]
    }

    private static var settingsParameters: [Parameter<Self>] {
        [
            .option(
                "config",
                into: \Self.question.configuration,
                placeholder: "FILE",
                help: "Decide by the operator's configuration file; what is said here counts more."
            ),
            .option(
                "strategy",
                into: \Self.question.strategy,
                help: "How one of several is chosen: Rendezvous if nobody says."
            ),
            .option(
                "default-label",
                into: \Self.question.defaultLabel,
                help: "The label of executions that no rule is about."
            ),
            .option(
                "fallback-label",
                into: \Self.question.fallbackLabels,
                help: "A label to try when no dataplane of the first can take work."
            ),
            .option(
                "on-no-dataplane",
                into: \Self.question.onNoDataplane,
                help: "What happens when no dataplane of a label can take work: Reject if nobody says."
            ),
            .option("output", short: "o", into: \Self.question.output, help: "How to print it."),
        ]
    }
}

extension RoutingSettings.Strategy: CommandLineValue {
    package static var placeholder: String { "STRATEGY" }
}

extension RoutingSettings.Shortage: CommandLineValue {
    package static var placeholder: String { "ACTION" }
}

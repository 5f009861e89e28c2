// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import JSONKit
internal import PortolanApp
internal import PortolanRouting
internal import RoutingService

/// `portolan route`.
struct RouteVerb: RoutingVerb {
    static let name = "route"
    static let summary = "Say which dataplane an execution goes to."
    static let discussion = """
        It decides as the operator does, from the resources of a cluster or from the manifests of a folder:

          {program} route --from fleet --project team1 --execution a1b2c3

        With --simulate many names are tried; with --compare it is said which part of them would go elsewhere in \
        another fleet, before that one is applied. The exit code is 3 when an execution goes nowhere.
        """
    static var parameters: [Parameter<RouteVerb>] {
        questionParameters + [
            .option(
                "simulate",
                into: \.simulatedNames,
                placeholder: "COUNT",
                help: "Try so many names, and show where they go beside where they should."
            ),
            .option(
                "compare",
                into: \.otherManifests,
                placeholder: "FOLDER",
                help:
                    "Show which part of the names goes elsewhere when the manifests of this folder take the place of those."
            ),
        ]
    }

    var question = RoutingQuestion()
    private var simulatedNames: Int?
    private var otherManifests: String?

    private static let mostNames = 100_000_000

    func run(in context: CommandContext) async throws {
        if let count = simulatedNames, !(1...Self.mostNames).contains(count) {
            let range = "a number from 1 to \(Self.mostNames)"
            throw UsageError(.invalidValue, "--simulate: expected \(range), found '\(count)'")
        }
        let loaded = try await question.load(on: context.console)
        if let otherManifests {
            let other = try question.load(otherManifests, replacing: loaded)
            try show(FleetMovement(from: loaded.fleet, to: other, like: question.request, names: names), on: context)
        } else if simulatedNames != nil {
            try simulate(loaded, on: context)
        } else {
            try decide(loaded, on: context)
        }
    }

    private var names: Int { simulatedNames ?? 100_000 }

    private func decide(_ loaded: FleetSource.Loaded, on context: CommandContext) throws {
        let decision: RoutingDecision
        do throws(RoutingRefusal) {
            decision = try loaded.fleet.decide(question.request)
        } catch {
            throw Unroutable(refusal: error, loaded: loaded)
        }
        if let rule = decision.match.rule {
            for other in loaded.fleet.rules(of: rule.scope).dropFirst() {
                let advice = "delete one of them"
                context.console.printError(
                    "warning: \"\(other.name)\" is for the same executions as \"\(rule.name)\" and does not count: \(advice)"
                )
            }
        }
        let document = try JSONValue(encoding: decision)
        try context.console.print(question.output.render(text: decision.text, document: document))
    }
}

extension RouteVerb {
    private func simulate(_ loaded: FleetSource.Loaded, on context: CommandContext) throws {
        // Without a name the explanation is about all of them.
        var request = question.request
        request.execution = nil
        let explanation = loaded.fleet.explain(request)
        if case .failure(let refusal) = explanation.outcome { throw Unroutable(refusal: refusal, loaded: loaded) }
        let drawn = FleetDistribution(of: loaded.fleet, like: request, names: names, prefix: prefix)
        let simulation = RoutingSimulation(
            drawn: drawn,
            explanation: explanation,
            strategy: loaded.fleet.settings.strategy
        )
        let text = simulation.text(width: context.console.width)
        try context.console.print(question.output.render(text: text, document: JSONValue(encoding: simulation)))
    }

    /// What the names begin with that are tried.
    private var prefix: String { question.request.execution ?? "execution" }

    private func show(_ movement: FleetMovement, on context: CommandContext) throws {
        let text = movement.text(width: context.console.width)
        try context.console.print(question.output.render(text: text, document: JSONValue(encoding: movement)))
    }
}

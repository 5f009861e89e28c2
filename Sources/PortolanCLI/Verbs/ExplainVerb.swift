// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import JSONKit
internal import PortolanApp
internal import PortolanRouting
internal import RoutingService

/// `portolan explain`.
struct ExplainVerb: RoutingVerb {
    static let name = "explain"
    static let summary = "Say why an execution goes where it goes."
    static let discussion = """
        It shows where the label could have come from and what decided, all dataplanes of the label with their weights \
        and shares, which of them were not drawn and why, and the draw itself:

          {program} explain --from fleet --project team1 --execution a1b2c3

        The exit code is 3 when the execution goes nowhere; why, is explained all the same.
        """
    static var parameters: [Parameter<ExplainVerb>] { questionParameters }

    var question = RoutingQuestion()

    func run(in context: CommandContext) async throws {
        let loaded = try await question.load(on: context.console)
        let explanation = loaded.fleet.explain(question.request)
        let text = ExplanationText(explanation, loaded.fleet.settings.strategy, width: context.console.width).text
        let document = try JSONValue(encoding: explanation)
        try context.console.print(question.output.render(text: text, document: document))
        if case .failure(let refusal) = explanation.outcome { throw Unroutable(refusal: refusal, loaded: loaded) }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// Where an execution goes, and by which way that was found.
package struct RoutingDecision: Sendable {
    /// Those among whom was drawn, and which of them it is: one reference for all that there is to say.
    private let pool: Pool
    private let position: Int
    /// What decided on the label.
    package let match: Match
    /// The label that was asked for, when another had to do.
    package let insteadOf: String?
    /// Nil when there was nothing to choose by a draw.
    package let strategy: Strategy?

    init(_ pool: Pool, _ position: Int, _ match: Match, insteadOf: String? = nil, _ strategy: Strategy?) {
        self.pool = pool
        self.position = position
        self.match = match
        self.insteadOf = insteadOf
        self.strategy = strategy
    }

    /// The dataplane.
    package var dataplane: String { pool.members[position].dataplane.name }
    /// What Flyte calls it.
    package var flyteName: String { pool.members[position].dataplane.flyteName }
    /// The label that it serves here; nil for a dataplane that was asked for by name, or that is any.
    package var label: String? { pool.label }
    /// Whether a standby had to do.
    package var isStandby: Bool { pool.drawsStandbys && pool.label != nil }

    /// What decided on the label.
    package enum Match: Sendable, Hashable {
        /// The request names a dataplane.
        case dataplane
        /// The request names a label.
        case request
        /// A rule of the fleet.
        case rule(LabelRule)
        /// The fleet's default label.
        case defaultLabel
        /// Nothing: any dataplane will do.
        case nothing

        /// In a word: `Dataplane`, `Request`, `LaunchPlan`, `Workflow`, `Domain`, `Project`, `Default` or `Any`.
        package var name: String {
            switch self {
            case .dataplane: "Dataplane"
            case .request: "Request"
            case .rule(let rule): rule.scope.level.rawValue
            case .defaultLabel: "Default"
            case .nothing: "Any"
            }
        }

        /// The rule, if it was one.
        package var rule: LabelRule? {
            guard case .rule(let rule) = self else { return nil }
            return rule
        }
    }

    /// How one of several was chosen.
    package enum Strategy: String, Sendable, Hashable {
        case rendezvous = "Rendezvous"
        case flyte = "Flyte"
        /// The request has no execution's name.
        case chance = "Random"
    }
}

extension RoutingDecision: Hashable {
    package static func == (left: Self, right: Self) -> Bool { left.fields == right.fields }

    package func hash(into hasher: inout Hasher) { hasher.combine(fields) }

    /// What it says; how many others there were says nothing.
    private var fields: Fields {
        Fields(
            texts: [dataplane, flyteName, label, insteadOf],
            match: match,
            strategy: strategy,
            isStandby: isStandby
        )
    }

    private struct Fields: Hashable {
        let texts: [String?]
        let match: Match
        let strategy: Strategy?
        let isStandby: Bool
    }
}

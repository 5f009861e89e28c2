// SPDX-License-Identifier: Apache-2.0

/// Where an execution goes, and by which way that was found.
package struct RoutingDecision: Sendable, Hashable {
    /// The dataplane.
    package let dataplane: String
    /// What Flyte calls it.
    package let flyteName: String
    /// The label that it serves here; nil for a dataplane that was asked for by name, or that is any.
    package let label: String?
    /// What decided on the label.
    package let match: Match
    /// The label that was asked for, when another had to do.
    package let insteadOf: String?
    /// Nil when there was nothing to choose by a draw.
    package let strategy: Strategy?
    /// Whether a standby had to do.
    package let isStandby: Bool

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

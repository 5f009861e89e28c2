// SPDX-License-Identifier: Apache-2.0

/// Why an execution goes where it goes: all that was considered, in the order in which it was.
package struct RoutingExplanation: Sendable {
    /// What the question was.
    package let request: RoutingRequest
    /// Where the label could have come from, the strongest first.
    package let sources: [Source]
    /// The pools that were looked at, up to the one that was drawn from.
    package let pools: [Pool]
    /// The answer.
    package let outcome: Result<RoutingDecision, RoutingRefusal>

    /// Something that can name a label.
    package struct Source: Sendable, Hashable {
        /// `Dataplane`, `Request`, a level of rules, or `Default`.
        package let name: String
        /// What it says: a label, or a dataplane; nil when it says nothing.
        package let says: String?
        /// The rule that says it.
        package let rule: String?
        /// The rules that say something else for the same scope and do not count because they are younger.
        package let overruled: [String]
        /// Whether it decided.
        package let isChosen: Bool
    }

    /// The dataplanes of a label.
    package struct Pool: Sendable {
        /// The label; nil for all dataplanes.
        package let label: String?
        /// Whether another label was wanted.
        package let isFallback: Bool
        package let members: [Member]
        /// Flyte's draw for the execution's name.
        package let draw: Float?
    }

    /// A dataplane of a label.
    package struct Member: Sendable {
        package let dataplane: String
        package let weight: Int
        /// Its part of the label's work now.
        package let share: Double
        package let standing: Standing
        /// Why it is not drawn.
        package let obstacle: String?
        /// When it arrives for the execution's name, in rendezvous hashing: the earliest wins.
        package let arrival: Double?
        /// Up to which draw it gets an execution, in Flyte's way: whoever is the first not below the draw wins.
        package let upTo: Float?
        package let isChosen: Bool
    }

    /// Whether a dataplane can be drawn.
    package enum Standing: String, Sendable, Hashable {
        case candidate = "Candidate"
        /// It is drawn because nobody else is left.
        case standby = "Standby"
        /// It would be drawn if nobody else were left.
        case reserve = "Reserve"
        case disabled = "Disabled"
        case unschedulable = "NotSchedulable"
    }
}

extension Fleet {
    /// What an execution is told, and why.
    package func explain(_ request: RoutingRequest) -> RoutingExplanation {
        var random = SystemRandomNumberGenerator()
        return explain(request, using: &random)
    }

    /// What an execution is told, and why, with a generator of one's own for those without a name.
    package func explain(
        _ request: RoutingRequest,
        using random: inout some RandomNumberGenerator
    ) -> RoutingExplanation {
        let outcome: Result<RoutingDecision, RoutingRefusal>
        do throws(RoutingRefusal) {
            outcome = .success(try decide(request, using: &random))
        } catch {
            outcome = .failure(error)
        }
        let isPinned = request.dataplane.nonEmpty != nil
        return RoutingExplanation(
            request: request,
            sources: sources(of: request),
            pools: isPinned ? [] : explainedPools(request, try? outcome.get()),
            outcome: outcome
        )
    }

    private func sources(of request: RoutingRequest) -> [RoutingExplanation.Source] {
        var said: [(name: String, says: String?, rules: [LabelRule])] = [
            (RoutingDecision.Match.dataplane.name, request.dataplane.nonEmpty, []),
            (RoutingDecision.Match.request.name, request.label.nonEmpty, []),
        ]
        for scope in request.scopes {
            let rules = rules.rules(of: scope)
            said.append((scope.level.rawValue, rules.first?.label, rules))
        }
        said.append((RoutingDecision.Match.defaultLabel.name, settings.defaultLabel.nonEmpty, []))
        let chosen = said.firstIndex { $0.says != nil }
        return said.enumerated().map { position, source in
            RoutingExplanation.Source(
                name: source.name,
                says: source.says,
                rule: source.rules.first?.name,
                overruled: source.rules.dropFirst().map(\.name),
                isChosen: position == chosen
            )
        }
    }

    private func explainedPools(
        _ request: RoutingRequest,
        _ decision: RoutingDecision?
    ) -> [RoutingExplanation.Pool] {
        var explained: [RoutingExplanation.Pool] = []
        if let wanted = match(of: request).flatMap({ label(of: $0, for: request) }) {
            for label in [wanted] + fallbacks(of: wanted) {
                let isLast = decision?.label == label
                let pool = pools[HashedText(label)] ?? Pool(label)
                let chosen = isLast ? decision?.dataplane : nil
                explained.append(self.explained(pool, label, isFallback: label != wanted, request, chosen))
                if isLast { return explained }
            }
        }
        if settings.onNoDataplane == .anyDataplane {
            explained.append(self.explained(everyone, nil, isFallback: true, request, decision?.dataplane))
        }
        return explained
    }

    private func explained(
        _ pool: Pool,
        _ label: String?,
        isFallback: Bool,
        _ request: RoutingRequest,
        _ chosen: String?
    ) -> RoutingExplanation.Pool {
        let execution = request.execution.nonEmpty
        let usesRendezvous = settings.strategy == .rendezvous
        let arrivals = usesRendezvous ? execution.map { pool.rendezvous.arrivals($0) } : nil
        let bounds = usesRendezvous || execution == nil ? [:] : pool.flyte?.bounds ?? [:]
        return RoutingExplanation.Pool(
            label: label,
            isFallback: isFallback,
            members: pool.members.indices.map { position in
                let member = pool.members[position]
                let candidate = pool.candidates.firstIndex(of: position)
                return RoutingExplanation.Member(
                    dataplane: member.dataplane.name,
                    weight: member.weight,
                    share: pool.share(of: position),
                    standing: pool.standing(of: position, isEqual: label == nil),
                    obstacle: member.dataplane.isEnabled ? member.dataplane.obstacle : "it is not enabled",
                    arrival: candidate.flatMap { candidate in arrivals.map { $0[candidate] } },
                    upTo: candidate.flatMap { bounds[$0] },
                    isChosen: member.dataplane.name == chosen
                )
            },
            draw: usesRendezvous || pool.candidates.isEmpty ? nil : execution.map(FlyteDraw.draw)
        )
    }
}

extension Pool {
    fileprivate func standing(of position: Int, isEqual: Bool) -> RoutingExplanation.Standing {
        let dataplane = members[position].dataplane
        if !dataplane.isEnabled { return .disabled }
        if dataplane.obstacle != nil { return .unschedulable }
        if !candidates.contains(position) { return .reserve }
        return drawsStandbys && !isEqual ? .standby : .candidate
    }
}

extension RoutingRequest {
    /// The scopes whose rules are about the execution, the narrowest first.
    fileprivate var scopes: [LabelRule.Scope] {
        let scopes = [
            LabelRule.Scope(project: project, domain: domain, workflow: workflow, launchPlan: launchPlan),
            LabelRule.Scope(project: project, domain: domain, workflow: workflow),
            LabelRule.Scope(project: project, domain: domain),
            LabelRule.Scope(project: project),
        ]
        return zip(scopes, LabelRule.Level.allCases).filter { $0.level == $1 }.map(\.0)
    }
}

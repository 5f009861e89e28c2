// SPDX-License-Identifier: Apache-2.0

extension Fleet {
    /// The dataplane of an execution; without its name one by chance.
    package func decide(_ request: RoutingRequest) throws(RoutingRefusal) -> RoutingDecision {
        var random = SystemRandomNumberGenerator()
        return try decide(request, using: &random)
    }

    /// The dataplane of an execution, with a generator of one's own for those without a name.
    package func decide(
        _ request: RoutingRequest,
        using random: inout some RandomNumberGenerator
    ) throws(RoutingRefusal) -> RoutingDecision {
        if let name = request.dataplane.nonEmpty { return try pinned(name) }
        guard let (label, match) = label(of: request) else {
            guard settings.onNoDataplane == .anyDataplane else { throw .noLabel(project: request.project) }
            guard let place = drawAny(request, insteadOf: nil, using: &random) else { throw .nothingUsable }
            return place
        }
        if let place = draw(request, label, match, insteadOf: nil, using: &random) { return place }
        for fallback in fallbacks(of: label) {
            if let place = draw(request, fallback, match, insteadOf: label, using: &random) { return place }
        }
        if settings.onNoDataplane == .anyDataplane {
            guard let place = drawAny(request, insteadOf: label, using: &random) else { throw .nothingUsable }
            return place
        }
        let members = pools[label]?.members.count ?? 0
        throw .noDataplane(label: label, members: members, fallbacks: fallbacks(of: label))
    }

    /// The label of an execution, and what decided on it.
    func label(of request: RoutingRequest) -> (label: String, match: RoutingDecision.Match)? {
        if let label = request.label.nonEmpty { return (label, .request) }
        if let rule = rules.rule(for: request) { return (rule.label, .rule(rule)) }
        return settings.defaultLabel.nonEmpty.map { ($0, .defaultLabel) }
    }

    /// The labels that may stand in for another, in their order.
    func fallbacks(of label: String) -> [String] {
        var fallbacks = settings.fallbackLabels
        if settings.onNoDataplane == .anyDataplane, let label = settings.defaultLabel.nonEmpty {
            fallbacks.append(label)
        }
        return fallbacks.filter { $0 != label }
    }

    private func pinned(_ name: String) throws(RoutingRefusal) -> RoutingDecision {
        guard let dataplane = dataplane(name) else { throw .unknownDataplane(name) }
        guard dataplane.isUsable else {
            throw .unusableDataplane(name, because: dataplane.obstacle ?? "it is not enabled")
        }
        return RoutingDecision(
            dataplane: name,
            flyteName: dataplane.flyteName,
            label: nil,
            match: .dataplane,
            insteadOf: nil,
            strategy: nil,
            isStandby: false
        )
    }

    private func draw(
        _ request: RoutingRequest,
        _ label: String,
        _ match: RoutingDecision.Match,
        insteadOf wanted: String?,
        using random: inout some RandomNumberGenerator
    ) -> RoutingDecision? {
        guard let pool = pools[label], let (position, strategy) = pick(request, pool, using: &random) else {
            return nil
        }
        let dataplane = pool.members[position].dataplane
        return RoutingDecision(
            dataplane: dataplane.name,
            flyteName: dataplane.flyteName,
            label: label,
            match: match,
            insteadOf: wanted,
            strategy: strategy,
            isStandby: pool.drawsStandbys
        )
    }

    private func drawAny(
        _ request: RoutingRequest,
        insteadOf wanted: String?,
        using random: inout some RandomNumberGenerator
    ) -> RoutingDecision? {
        guard let (position, strategy) = pick(request, everyone, using: &random) else { return nil }
        let dataplane = everyone.members[position].dataplane
        return RoutingDecision(
            dataplane: dataplane.name,
            flyteName: dataplane.flyteName,
            label: nil,
            match: .nothing,
            insteadOf: wanted,
            strategy: strategy,
            isStandby: false
        )
    }

    /// One of a pool's candidates: its position among the members.
    private func pick(
        _ request: RoutingRequest,
        _ pool: Pool,
        using random: inout some RandomNumberGenerator
    ) -> (position: Int, strategy: RoutingDecision.Strategy)? {
        guard !pool.candidates.isEmpty else { return nil }
        guard let execution = request.execution.nonEmpty else {
            return (pool.candidates[pool.chance.pick(using: &random)], .chance)
        }
        switch settings.strategy {
        case .rendezvous: return (pool.candidates[pool.rendezvous.pick(execution)], .rendezvous)
        case .flyte: return pool.flyte.map { (pool.candidates[$0.pick(execution)], .flyte) }
        }
    }
}

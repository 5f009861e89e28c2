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
        guard let match = match(of: request) else {
            guard settings.onNoDataplane == .anyDataplane else { throw .noLabel(project: request.project) }
            return try drawAny(request, insteadOf: nil, using: &random)
        }
        if let pool = pool(of: match, for: request), let (position, strategy) = pick(request, pool, using: &random) {
            return RoutingDecision(pool, position, match, strategy)
        }
        return try fallBack(request, match, using: &random)
    }

    /// What decides on the label of an execution.
    func match(of request: RoutingRequest) -> RoutingDecision.Match? {
        if request.label.nonEmpty != nil { return .request }
        if let rule = rules.rule(for: request) { return .rule(rule) }
        return settings.defaultLabel.nonEmpty == nil ? nil : .defaultLabel
    }

    /// The label of an execution.
    func label(of match: RoutingDecision.Match, for request: RoutingRequest) -> String? {
        switch match {
        case .request: request.label
        case .rule(let rule): rule.label
        case .defaultLabel: settings.defaultLabel
        case .dataplane, .nothing: nil
        }
    }

    private func pool(of match: RoutingDecision.Match, for request: RoutingRequest) -> Pool? {
        // A rule knows the hash of its label.
        if case .rule(let rule) = match { return pools[rule.labelKey] }
        return label(of: match, for: request).flatMap { pools[HashedText($0)] }
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
        guard let position = everyone.position(of: name) else { throw .unknownDataplane(name) }
        let dataplane = everyone.members[position].dataplane
        guard dataplane.isUsable else {
            throw .unusableDataplane(name, because: dataplane.obstacle ?? "it is not enabled")
        }
        return RoutingDecision(everyone, position, .dataplane, nil)
    }

    /// The dataplane of an execution when its label has none that can take work.
    private func fallBack(
        _ request: RoutingRequest,
        _ match: RoutingDecision.Match,
        using random: inout some RandomNumberGenerator
    ) throws(RoutingRefusal) -> RoutingDecision {
        let label = label(of: match, for: request) ?? ""
        let fallbacks = fallbacks(of: label)
        for fallback in fallbacks {
            guard let pool = pools[HashedText(fallback)],
                let (position, strategy) = pick(request, pool, using: &random)
            else { continue }
            return RoutingDecision(pool, position, match, insteadOf: label, strategy)
        }
        if settings.onNoDataplane == .anyDataplane { return try drawAny(request, insteadOf: label, using: &random) }
        let members = pools[HashedText(label)]?.members.count ?? 0
        throw .noDataplane(label: label, members: members, fallbacks: fallbacks)
    }

    private func drawAny(
        _ request: RoutingRequest,
        insteadOf label: String?,
        using random: inout some RandomNumberGenerator
    ) throws(RoutingRefusal) -> RoutingDecision {
        guard let (position, strategy) = pick(request, everyone, using: &random) else { throw .nothingUsable }
        return RoutingDecision(everyone, position, .nothing, insteadOf: label, strategy)
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

// SPDX-License-Identifier: Apache-2.0

/// All rules of a fleet, found by their scope in at most four steps.
///
/// It is a tree of small dictionaries: a change copies the dictionaries on its way and shares the rest.
struct RuleBook: Sendable {
    /// The rules of one scope, the one that counts first, and what is below it.
    fileprivate struct Node: Sendable {
        var rules: [LabelRule] = []
        var below: [String: Node] = [:]

        var isEmpty: Bool { rules.isEmpty && below.isEmpty }
    }

    private var projects: [String: Node] = [:]
    private var scopes: [String: LabelRule.Scope] = [:]

    /// How many rules there are.
    var count: Int { scopes.count }

    /// All rules, by their names; also those that do not count because another is older.
    var all: [LabelRule] {
        scopes.sorted { $0.key < $1.key }.compactMap { name, scope in rules(of: scope).first { $0.name == name } }
    }

    /// Adds a rule, or replaces the one of the same name.
    mutating func set(_ rule: LabelRule) {
        remove(rule.name)
        scopes[rule.name] = rule.scope
        change(rule.scope) { rules in
            let place = rules.firstIndex { rule.precedes($0) } ?? rules.endIndex
            rules.insert(rule, at: place)
        }
    }

    /// Removes a rule.
    mutating func remove(_ name: String) {
        guard let scope = scopes.removeValue(forKey: name) else { return }
        change(scope) { rules in rules.removeAll { $0.name == name } }
    }

    /// The rules of one name's scope, the one that counts first; several are a conflict.
    func rules(of scope: LabelRule.Scope) -> [LabelRule] {
        var node = projects[scope.project]
        for step in scope.path { node = node?.below[step] }
        return node?.rules ?? []
    }

    /// The rule that counts for an execution: that of the narrowest scope.
    func rule(for request: RoutingRequest) -> LabelRule? {
        guard let project = projects[request.project] else { return nil }
        guard let domain = project.below(request.domain) else { return project.rules.first }
        let wider = domain.rules.first ?? project.rules.first
        guard let workflow = domain.below(request.workflow) else { return wider }
        guard let launchPlan = workflow.below(request.launchPlan) else { return workflow.rules.first ?? wider }
        return launchPlan.rules.first ?? workflow.rules.first ?? wider
    }

    private mutating func change(_ scope: LabelRule.Scope, _ body: (inout [LabelRule]) -> Void) {
        projects[scope.project, default: Node()].change(scope.path[...], body)
        if projects[scope.project]?.isEmpty == true { projects[scope.project] = nil }
    }
}

extension RuleBook.Node {
    fileprivate func below(_ name: String?) -> Self? { name.flatMap { below[$0] } }

    fileprivate mutating func change(_ path: ArraySlice<String>, _ body: (inout [LabelRule]) -> Void) {
        guard let step = path.first else { return body(&rules) }
        below[step, default: Self()].change(path.dropFirst(), body)
        if below[step]?.isEmpty == true { below[step] = nil }
    }
}

extension LabelRule.Scope {
    /// The names below the project.
    fileprivate var path: [String] { [domain, workflow, launchPlan].compactMap(\.self) }
}

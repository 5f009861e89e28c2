// SPDX-License-Identifier: Apache-2.0

/// All rules of a fleet, found by their scope in at most four steps.
///
/// It is a tree in one flat table: a node is found by the node above it and its own name, so that a decision walks from a
/// project to a launch plan without a reference being counted on the way.
struct RuleBook: Sendable {
    /// The way to a node: its name, and the number of the node above.
    fileprivate struct Step: HashedKey {
        let parent: UInt64
        let name: HashedText

        init(_ name: String, below parent: UInt64 = RuleBook.root) {
            self.parent = parent
            self.name = HashedText(name)
        }

        var hash: UInt64 { name.hash ^ parent &* 0x9E37_79B9_7F4A_7C15 }
    }

    /// The rules of one scope, and how many nodes are right below.
    fileprivate struct Node: Sendable {
        /// Never given to another node.
        let number: UInt64
        /// The rule that counts.
        var rule: LabelRule?
        /// Those that do not, because they are younger; a conflict.
        var others: [LabelRule] = []
        var children = 0

        var rules: [LabelRule] { (rule.map { [$0] } ?? []) + others }
        var isEmpty: Bool { rule == nil && children == 0 }
    }

    /// What projects are below.
    private static var root: UInt64 { 0 }

    private var nodes = HashTable<Step, Node>()
    private var nodeCount = Self.root
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
        var place = nodes.place(of: Step(scope.project))
        for name in scope.namesBelowProject { place = self.place(of: name, below: place) }
        return place.map { nodes[$0].rules } ?? []
    }

    /// The rule that counts for an execution: that of the narrowest scope.
    func rule(for request: RoutingRequest) -> LabelRule? {
        let project = nodes.place(of: Step(request.project))
        let domain = place(of: request.domain, below: project)
        let workflow = place(of: request.workflow, below: domain)
        let launchPlan = place(of: request.launchPlan, below: workflow)
        return rule(in: launchPlan) ?? rule(in: workflow) ?? rule(in: domain) ?? rule(in: project)
    }

    private func place(of name: String?, below parent: Int?) -> Int? {
        guard let name, let parent, nodes[parent].children > 0 else { return nil }
        return nodes.place(of: Step(name, below: nodes[parent].number))
    }

    private func rule(in place: Int?) -> LabelRule? {
        guard let place else { return nil }
        return nodes[place].rule
    }
}

// Changes

extension RuleBook {
    private mutating func change(_ scope: LabelRule.Scope, _ body: (inout [LabelRule]) -> Void) {
        let way = makeWay(to: scope)
        guard let last = way.last else { return }
        var rules = nodes[last]?.rules ?? []
        body(&rules)
        nodes[last]?.rule = rules.first
        nodes[last]?.others = Array(rules.dropFirst())
        removeEmptyNodes(of: way)
    }

    /// The steps from the project of a scope to its node, which are all there then.
    private mutating func makeWay(to scope: LabelRule.Scope) -> [Step] {
        var way: [Step] = []
        for name in [scope.project] + scope.namesBelowProject {
            let step = Step(name, below: way.last.flatMap { nodes[$0]?.number } ?? Self.root)
            if nodes.place(of: step) == nil {
                nodeCount += 1
                nodes[step] = Node(number: nodeCount)
                if let parent = way.last { nodes[parent]?.children += 1 }
            }
            way.append(step)
        }
        return way
    }

    private mutating func removeEmptyNodes(of way: [Step]) {
        var way = way
        while let step = way.popLast(), nodes[step]?.isEmpty == true {
            nodes[step] = nil
            if let parent = way.last { nodes[parent]?.children -= 1 }
        }
    }
}

extension LabelRule.Scope {
    fileprivate var namesBelowProject: [String] { [domain, workflow, launchPlan].compactMap(\.self) }
}

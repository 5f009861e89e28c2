// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import PortolanRouting

@Suite("The label of an execution")
struct ResolutionTests {
    struct Row: CustomTestStringConvertible {
        let request: String
        let label: String?
        let match: String

        var testDescription: String { "\(request) goes to \(label ?? "nowhere")" }

        init(_ request: String, _ label: String?, _ match: String) {
            self.request = request
            self.label = label
            self.match = match
        }
    }

    /// `project/domain/workflow/launch plan`, and the rules of the fleet below.
    static let rows = [
        Row("team1", "project", "Project"),
        Row("team1/production", "project", "Project"),
        Row("team1/development", "domain", "Domain"),
        Row("team1/development/other", "domain", "Domain"),
        Row("team1/development/train", "workflow", "Workflow"),
        Row("team1/development/train/hourly", "workflow", "Workflow"),
        Row("team1/development/train/nightly", "plan", "LaunchPlan"),
        Row("team1/production/train/nightly", "project", "Project"),
        Row("team1/staging/deep/plan", "deep", "LaunchPlan"),
        Row("team1/staging/deep/other", "project", "Project"),
        Row("team2/development/train/nightly", "default", "Default"),
        Row("TEAM1/development", "default", "Default"),
        Row("", "default", "Default"),
        Row("team1/development/train/nightly label=gpu", "gpu", "Request"),
    ]

    static func fleet() -> Fleet {
        let labels = ["project", "domain", "workflow", "plan", "deep", "default", "gpu"]
        var settings = RoutingSettings()
        settings.defaultLabel = "default"
        return Fleet(
            rules: [
                rule("team1", "project"),
                rule("team1/development", "domain"),
                rule("team1/development/train", "workflow"),
                rule("team1/development/train/nightly", "plan"),
                rule("team1/staging/deep/plan", "deep"),
            ].shuffled(),
            dataplanes: labels.map { Dataplane("on-\($0)", labels: [Dataplane.Label($0)]) },
            settings
        )
    }

    static func rule(_ scope: String, _ label: String, name: String? = nil, createdAt age: Int64 = 0) -> LabelRule {
        let request = RoutingRequest(scope)
        let scope = LabelRule.Scope(
            project: request.project,
            domain: request.domain,
            workflow: request.workflow,
            launchPlan: request.launchPlan
        )
        return LabelRule(name ?? "to-\(label)", scope, label: label, createdAt: age)
    }

    @Test("the narrowest rule decides whole, and the request before all", arguments: rows)
    func precedence(_ row: Row) throws {
        let decision = try Self.fleet().decide(RoutingRequest(row.request))
        #expect(decision.label == row.label)
        #expect(decision.match.name == row.match)
        #expect(decision.dataplane == row.label.map { "on-\($0)" })
    }

    @Test("without a rule and a default label an execution is refused")
    func noLabel() {
        var fleet = Self.fleet()
        fleet.settings.defaultLabel = ""
        #expect(throws: RoutingRefusal.noLabel(project: "team2")) { try fleet.decide(RoutingRequest("team2/x")) }
    }

    @Test("of two rules for the same scope the older counts, then the first by name, until it goes")
    func conflict() throws {
        var fleet = Self.fleet()
        fleet.set(Self.rule("team3/development", "gpu", name: "b", createdAt: 5))
        fleet.set(Self.rule("team3/development", "plan", name: "c", createdAt: 4))
        fleet.set(Self.rule("team3/development", "deep", name: "a", createdAt: 5))
        let scope = LabelRule.Scope(project: "team3", domain: "development")
        #expect(fleet.rules(of: scope).map(\.name) == ["c", "a", "b"])
        #expect(try fleet.decide(RoutingRequest("team3/development")).label == "plan")
        fleet.removeRule("c")
        #expect(try fleet.decide(RoutingRequest("team3/development")).label == "deep")
        fleet.removeRule("a")
        fleet.removeRule("b")
        #expect(try fleet.decide(RoutingRequest("team3/development")).label == "default")
        #expect(fleet.ruleCount == 5)
    }

    @Test("a rule that is written anew leaves its old scope")
    func moved() throws {
        var fleet = Self.fleet()
        fleet.set(Self.rule("team4", "gpu", name: "to-project"))
        #expect(try fleet.decide(RoutingRequest("team1")).label == "default")
        #expect(try fleet.decide(RoutingRequest("team4")).label == "gpu")
        #expect(fleet.ruleCount == 5)
    }

    @Test("after any changes the rule that counts is the oldest of the narrowest scope", arguments: Seed.some(20))
    func changes(_ seed: Seed) {
        var random = SeededRandom(seed)
        var fleet = Fleet()
        var rules: [String: LabelRule] = [:]
        func scope() -> [String] {
            (0...Int.random(in: 0...3, using: &random)).map { "\($0)\(Int.random(in: 0...1, using: &random))" }
        }
        for _ in 0..<200 {
            let name = "rule-\(Int.random(in: 0..<30, using: &random))"
            if Int.random(in: 0..<3, using: &random) == 0 {
                rules[name] = nil
                fleet.removeRule(name)
            } else {
                let age = Int64.random(in: 0..<4, using: &random)
                let rule = Self.rule(scope().joined(separator: "/"), "x", name: name, createdAt: age)
                rules[name] = rule
                fleet.set(rule)
            }
            let names = scope()
            let request = RoutingRequest(names.joined(separator: "/"))
            let expected = (1...names.count).reversed().lazy.compactMap { count in
                let text = names.prefix(count).joined(separator: "/")
                let those = rules.values.filter { $0.scope == Self.rule(text, "x").scope }
                return those.min { ($0.age, $0.name) < ($1.age, $1.name) }
            }
            #expect(fleet.match(of: request)?.rule == expected.first)
        }
        #expect(fleet.allRules.map(\.name) == rules.keys.sorted())
    }

    @Test("what stands below a level of which nothing is said says nothing")
    func scopes() {
        #expect(LabelRule.Scope(project: "p", workflow: "w", launchPlan: "l").level == .project)
        #expect(LabelRule.Scope(project: "p", domain: "d", launchPlan: "l").level == .domain)
        #expect(LabelRule.Scope(project: "p", domain: "", workflow: "w").level == .project)
    }
}

extension RoutingRequest {
    /// `project/domain/workflow/launch plan label=x execution=y dataplane=z`.
    init(_ text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let scope = words[0].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        self.init(project: scope[0])
        domain = scope.dropFirst().first
        workflow = scope.dropFirst(2).first
        launchPlan = scope.dropFirst(3).first
        for word in words.dropFirst() {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            switch parts[0] {
            case "label": label = parts[1]
            case "execution": execution = parts[1]
            case "dataplane": dataplane = parts[1]
            default: preconditionFailure("no such word: \(word)")
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// Says that executions go to a label: those of a project, of a domain in it, of a workflow or of a launch plan.
///
/// It never changes, and is one reference, so that every decision can name the rule it followed at no cost.
package final class LabelRule: Sendable {
    /// Which executions are meant: the more is said, the more it counts.
    package struct Scope: Sendable, Hashable {
        package let project: String
        package let domain: String?
        package let workflow: String?
        package let launchPlan: String?

        /// A scope; an empty text says nothing, and nothing can be said below a level of which nothing is said.
        package init(project: String, domain: String? = nil, workflow: String? = nil, launchPlan: String? = nil) {
            self.project = project
            self.domain = domain.nonEmpty
            self.workflow = self.domain == nil ? nil : workflow.nonEmpty
            self.launchPlan = self.workflow == nil ? nil : launchPlan.nonEmpty
        }

        /// How much is said.
        package var level: Level {
            if launchPlan != nil { return .launchPlan }
            if workflow != nil { return .workflow }
            return domain != nil ? .domain : .project
        }
    }

    /// What a rule is about; the first of these decides whole.
    package enum Level: String, Sendable, Hashable, CaseIterable {
        case launchPlan = "LaunchPlan"
        case workflow = "Workflow"
        case domain = "Domain"
        case project = "Project"
    }

    /// The rule's own name.
    package let name: String
    package let scope: Scope
    /// The label.
    package let label: String
    /// The label, as pools are looked up by.
    let labelKey: HashedText
    /// When it was made: of two for the same scope the older counts, and of equals the first by name.
    package let age: Int64

    /// A rule, made at some second.
    package init(_ name: String, _ scope: Scope, label: String, createdAt age: Int64 = 0) {
        self.name = name
        self.scope = scope
        self.label = label
        labelKey = HashedText(label)
        self.age = age
    }

    /// Whether it counts before another for the same scope.
    func precedes(_ other: LabelRule) -> Bool { (age, name) < (other.age, other.name) }
}

extension LabelRule: Hashable {
    package static func == (left: LabelRule, right: LabelRule) -> Bool {
        left === right || left.fields == right.fields
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(name)
    }

    private var fields: Fields { Fields(name: name, scope: scope, label: label, age: age) }

    private struct Fields: Hashable {
        let name: String
        let scope: Scope
        let label: String
        let age: Int64
    }
}

extension String? {
    /// The text, unless it is empty.
    package var nonEmpty: String? { flatMap { $0.isEmpty ? nil : $0 } }
}

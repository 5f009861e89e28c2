// SPDX-License-Identifier: Apache-2.0

/// The table in which flyteadmin keeps what it calls matchable attributes.
package struct AttributeTable: Sendable {
    /// The kinds of attributes, with the numbers of the protocol.
    package enum Kind: Int, Sendable, Hashable, CaseIterable {
        case taskResource
        case clusterResource
        case executionQueue
        case executionClusterLabel
        case qualityOfServiceSpecification
        case pluginOverride
        case workflowExecutionConfig
        case clusterAssignment

        /// The name in the protocol.
        package var name: String {
            switch self {
            case .taskResource: "TASK_RESOURCE"
            case .clusterResource: "CLUSTER_RESOURCE"
            case .executionQueue: "EXECUTION_QUEUE"
            case .executionClusterLabel: "EXECUTION_CLUSTER_LABEL"
            case .qualityOfServiceSpecification: "QUALITY_OF_SERVICE_SPECIFICATION"
            case .pluginOverride: "PLUGIN_OVERRIDE"
            case .workflowExecutionConfig: "WORKFLOW_EXECUTION_CONFIG"
            case .clusterAssignment: "CLUSTER_ASSIGNMENT"
            }
        }
    }

    /// Where a row is; empty texts for what it does not say.
    package struct Place: Sendable, Hashable {
        package var project = ""
        package var domain = ""
        package var workflow = ""
        package var launchPlan = ""

        /// A place by its parts.
        package init(_ project: String, _ domain: String = "", _ workflow: String = "", launchPlan: String = "") {
            self.project = project
            self.domain = domain
            self.workflow = workflow
            self.launchPlan = launchPlan
        }

        var priority: Int {
            if !launchPlan.isEmpty { return 1_000 }
            if !workflow.isEmpty { return 100 }
            return domain.isEmpty ? 5 : 10
        }

        fileprivate var parts: [String] { [project, domain, workflow, launchPlan] }
    }

    /// An attribute.
    package struct Row: Sendable, Hashable {
        package let kind: Kind
        package let place: Place
        /// The label, or the text of whatever else it is.
        package var value: String
        let id: Int
    }

    private var rows: [Row] = []
    private var lastID = 0

    /// The rows of a kind, those with the highest priority first.
    package func rows(of kind: Kind) -> [Row] {
        rows.filter { $0.kind == kind }.sorted { ($1.place.priority, $0.id) < ($0.place.priority, $1.id) }
    }

    /// Writes a row in place of the one that is there.
    package mutating func put(_ kind: Kind, _ place: Place, _ value: String) {
        if let index = rows.firstIndex(where: { $0.kind == kind && $0.place == place }) {
            rows[index].value = value
        } else {
            lastID += 1
            rows.append(Row(kind: kind, place: place, value: value, id: lastID))
        }
    }

    /// Deletes as flyteadmin's database layer does: a condition on an empty field is no condition.
    package mutating func delete(_ kind: Kind, _ place: Place) {
        rows.removeAll { row in
            row.kind == kind
                && zip(place.parts, row.place.parts).allSatisfy { asked, there in asked.isEmpty || asked == there }
        }
    }

    /// The row that decides for a place: the one with the highest priority of those that do not contradict it.
    func effective(_ kind: Kind, _ place: Place) -> Row? {
        rows(of: kind).first { row in
            zip(place.parts, row.place.parts).allSatisfy { asked, there in there.isEmpty || asked == there }
        }
    }

    /// The row of the very place.
    func exact(_ kind: Kind, _ place: Place) -> Row? {
        rows.first { $0.kind == kind && $0.place == place }
    }
}

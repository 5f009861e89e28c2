// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// All labels that flyteadmin has, as one answer of it says.
package struct AttributeListing: Sendable, Hashable {
    /// The labels that its API can write.
    package private(set) var rows: [AttributeScope: String] = [:]
    /// Scopes with rows below them that no call could make again: those of launch plans.
    package private(set) var irreplaceable: Set<AttributeScope> = []

    /// The rows of a listing, and scopes in which somebody wrote launch plans into the database.
    package init(_ rows: [AttributeRow] = [], irreplaceable: Set<AttributeScope> = []) {
        for row in rows { self.rows[row.scope] = row.value }
        self.irreplaceable = irreplaceable
    }

    /// Reads an answer; nil when it is none.
    init?(_ answer: JSONValue) {
        guard let object = answer.object else { return nil }
        // Without a row there may be no list either.
        guard let configurations = (object["configurations"] ?? .array([])).array else { return nil }
        for entry in configurations {
            let attributes = entry["attributes"]
            let label = attributes?["execution_cluster_label"] ?? attributes?["executionClusterLabel"]
            guard let value = label?["value"]?.string else { continue }
            // Rows for a domain of all projects are nobody's here: no call deletes or writes them.
            guard let project = entry["project"]?.string, !project.isEmpty else { continue }
            let scope = AttributeScope(
                project: project,
                domain: entry["domain"]?.string,
                workflow: entry["workflow"]?.string
            )
            let launchPlan = (entry["launch_plan"] ?? entry["launchPlan"])?.string ?? ""
            if launchPlan.isEmpty { rows[scope] = value } else { irreplaceable.insert(scope) }
        }
    }

    /// Whether something would be lost for ever if the row of a scope were deleted.
    func losesBelow(_ scope: AttributeScope) -> Bool {
        irreplaceable.contains { scope == $0 || scope.covers($0) }
    }

    /// The rows that would be deleted with the row of a scope, the wider ones first.
    func rows(below scope: AttributeScope) -> [AttributeRow] {
        rows.filter { scope.covers($0.key) }.map { AttributeRow($0.key, $0.value) }.sorted { $0.scope < $1.scope }
    }
}

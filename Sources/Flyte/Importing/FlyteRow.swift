// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// A row of what flyteadmin lists at `/api/v1/matchable_attributes?resource_type=EXECUTION_CLUSTER_LABEL`: all labels at
/// once, also those whose files nobody has any more.
struct FlyteRow {
    private let row: JSONValue

    /// The rows of a listing that are about labels; nil when the document is none.
    static func rows(of document: JSONValue) -> [(number: Int, row: FlyteRow)]? {
        guard let rows = document["configurations"]?.array else { return nil }
        return rows.enumerated().map { ($0.offset, FlyteRow(row: $0.element)) }.filter { $0.row.value != nil }
    }

    /// The label; flyteadmin writes the names of fields in one of two ways, which depends on how it is asked.
    private var value: JSONValue? {
        let attributes = row["attributes"]
        return (attributes?["execution_cluster_label"] ?? attributes?["executionClusterLabel"])?["value"]
    }

    /// Why there is no attrFile that says the same; nil when there is one.
    var obstacle: String? {
        let label = value?.string ?? ""
        if let plan = Self.text(row["launch_plan"] ?? row["launchPlan"])?.string {
            return
                "label \"\(label)\" of launch plan \"\(plan)\" is left out: Flyte compares it with names of workflows, and "
                + "has hardly ever found it; spec.launchPlan of an ExecutionClusterLabel would be found"
        }
        guard Self.text(row["project"]) == nil else { return nil }
        let domain = Self.text(row["domain"])?.string
        let place = domain.map { "domain \"\($0)\" of all projects" } ?? "everything"
        return "label \"\(label)\" of \(place) is left out: an ExecutionClusterLabel is for one project, so that each "
            + "project needs one\(domain == nil ? ", or routing.defaultLabel says it" : "")"
    }

    /// The attrFile that says the same.
    var attributes: JSONValue {
        var document: JSONValue = [:]
        for field in ["project", "domain", "workflow"] { document[field] = Self.text(row[field]) }
        document["value"] = value
        return document
    }

    private static func text(_ value: JSONValue?) -> JSONValue? { value?.string?.isEmpty == false ? value : nil }
}

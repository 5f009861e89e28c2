// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

extension RowPrinter {
    static let deployments = RowPrinter(
        .name,
        .text("Ready"),
        .text("Up-to-date"),
        .text("Available"),
        .age,
        .wide("Containers"),
        .wide("Images"),
        .wide("Selector")
    ) { row in
        [
            row.name,
            "\(row.int("status", "readyReplicas"))/\(row.int("spec", "replicas"))",
            row.number("status", "updatedReplicas"),
            row.number("status", "availableReplicas"),
            row.age,
        ] + Row.containers(row.object.object("spec", "template", "spec")) + [
            .string(LabelSelectorText.requirements(row.object.object("spec", "selector")))
        ]
    }

    static let replicaSets = RowPrinter(
        .name,
        .integer("Desired"),
        .integer("Current"),
        .integer("Ready"),
        .age,
        .wide("Containers"),
        .wide("Images"),
        .wide("Selector")
    ) { row in
        [
            row.name,
            row.number("spec", "replicas"),
            row.number("status", "replicas"),
            row.number("status", "readyReplicas"),
            row.age,
        ] + row.podColumns
    }

    static let statefulSets = RowPrinter(.name, .text("Ready"), .age, .wide("Containers"), .wide("Images")) { row in
        [row.name, "\(row.int("status", "readyReplicas"))/\(row.int("spec", "replicas"))", row.age]
            + Row.containers(row.object.object("spec", "template", "spec"))
    }

    static let daemonSets = RowPrinter(
        .name,
        .integer("Desired"),
        .integer("Current"),
        .integer("Ready"),
        .integer("Up-to-date"),
        .integer("Available"),
        .text("Node Selector"),
        .age,
        .wide("Containers"),
        .wide("Images"),
        .wide("Selector")
    ) { row in
        [
            row.name,
            row.number("status", "desiredNumberScheduled"),
            row.number("status", "currentNumberScheduled"),
            row.number("status", "numberReady"),
            row.number("status", "updatedNumberScheduled"),
            row.number("status", "numberAvailable"),
            .string(LabelSelectorText.labels(row.object.object("spec", "template", "spec").texts("nodeSelector"))),
            row.age,
        ] + row.podColumns
    }

    static let controllerRevisions = RowPrinter(.name, .text("Controller"), .text("Revision"), .age) { row in
        let owners = row.object.metadata["ownerReferences"]?.array ?? []
        let owner = owners.compactMap(\.object).first { $0["controller"]?.bool == true }
        return [row.name, .string(owner.map(Row.reference) ?? "<none>"), row.number("revision"), row.age]
    }
}

extension RowPrinter {
    static let jobs = RowPrinter(
        .name,
        .text("Status"),
        .text("Completions"),
        .text("Duration"),
        .age,
        .wide("Containers"),
        .wide("Images"),
        .wide("Selector")
    ) { row in
        [row.name, .string(row.jobStatus), .string(row.jobCompletions), .string(row.jobDuration), row.age]
            + row.podColumns
    }

    static let cronJobs = RowPrinter(
        .name,
        .text("Schedule"),
        .text("Timezone"),
        .boolean("Suspend"),
        .integer("Active"),
        .text("Last Schedule"),
        .age,
        .wide("Containers"),
        .wide("Images"),
        .wide("Selector")
    ) { row in
        let spec = row.object.object("spec", "jobTemplate", "spec")
        let lastTime = row.text("status", "lastScheduleTime")
        let suspend = row.object.object("spec")["suspend"]?.bool
        return [
            row.name,
            .string(row.text("spec", "schedule")),
            .string(row.text("spec", "timeZone", none: "<none>")),
            .string(suspend.map { $0 ? "True" : "False" } ?? "<unset>"),
            .number(JSONNumber(row.object.list("status", "active").count)),
            .string(lastTime.isEmpty ? "<none>" : row.since(lastTime)),
            row.age,
        ] + Row.containers(spec.object("template", "spec")) + [
            .string(LabelSelectorText.selector(spec.object("selector")))
        ]
    }
}

extension Row {
    /// Containers, images and the selector of what has a template in its specification.
    fileprivate var podColumns: [JSONValue] {
        Self.containers(object.object("spec", "template", "spec"))
            + [.string(LabelSelectorText.selector(object.object("spec", "selector")))]
    }

    fileprivate static func reference(_ owner: JSONObject) -> String {
        let group = owner.text("apiVersion").split(separator: "/")
        let kind = group.count == 2 ? "\(owner.text("kind")).\(group[0])" : owner.text("kind")
        return "\(kind.lowercased())/\(owner.text("name"))"
    }

    fileprivate var jobStatus: String {
        if isTrue(condition: "Complete") { return "Complete" }
        if isTrue(condition: "Failed") { return "Failed" }
        if isBeingDeleted { return "Terminating" }
        if isTrue(condition: "Suspended") { return "Suspended" }
        return isTrue(condition: "FailureTarget") ? "FailureTarget" : "Running"
    }

    fileprivate var jobCompletions: String {
        let succeeded = int("status", "succeeded")
        if let completions = object.object("spec").int("completions") { return "\(succeeded)/\(completions)" }
        let parallelism = int("spec", "parallelism")
        return parallelism > 1 ? "\(succeeded)/1 of \(parallelism)" : "\(succeeded)/1"
    }

    fileprivate var jobDuration: String {
        guard let start = try? Timestamp(parsing: text("status", "startTime")) else { return "" }
        let end = (try? Timestamp(parsing: text("status", "completionTime")))?.secondsSinceEpoch ?? now
        return HumanDuration.text(ofSeconds: end - start.secondsSinceEpoch)
    }
}

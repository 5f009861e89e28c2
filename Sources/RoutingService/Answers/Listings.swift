// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import PortolanRouting

/// The dataplanes of a fleet, as the service lists them.
struct ListedDataplanes: JSONEncodable {
    let fleet: Fleet

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("dataplanes", fleet.allDataplanes.map { ListedDataplane(dataplane: $0, fleet: fleet) })
        }
    }
}

/// A dataplane with its labels.
private struct ListedDataplane: JSONEncodable {
    let dataplane: Dataplane
    let fleet: Fleet

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("name", dataplane.name)
            if dataplane.flyteName != dataplane.name { writer.field("flyteCluster", dataplane.flyteName) }
            writer.field("enabled", dataplane.isEnabled)
            writer.field("schedulable", dataplane.isUsable)
            writer.field("obstacle", dataplane.obstacle)
            writer.field(
                "labels",
                dataplane.labels.map { label in
                    Share(
                        name: label.name,
                        weight: label.weight,
                        share: fleet.share(of: dataplane.name, in: label.name)
                    )
                }
            )
        }
    }
}

/// The labels of a fleet with those who serve them, and the rules, as the service lists them.
struct ListedLabels: JSONEncodable {
    let fleet: Fleet

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("labels", fleet.labels.map { ListedLabel(name: $0, fleet: fleet) })
            writer.field("rules", fleet.allRules.map(ListedRule.init))
        }
    }
}

/// A label with those who serve it.
private struct ListedLabel: JSONEncodable {
    let name: String
    let fleet: Fleet

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("name", name)
            writer.field("dataplanes", fleet.shares(in: name).map { Share(name: $0.dataplane, share: $0.share) })
        }
    }
}

/// What part of a label's work a dataplane gets.
private struct Share: JSONEncodable {
    let name: String
    var weight: Int?
    let share: Double

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("name", name)
            writer.field("weight", weight)
            writer.field("share", share)
        }
    }
}

/// A rule.
private struct ListedRule: JSONEncodable {
    let rule: LabelRule

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("name", rule.name)
            writer.field("project", rule.scope.project)
            writer.field("domain", rule.scope.domain)
            writer.field("workflow", rule.scope.workflow)
            writer.field("launchPlan", rule.scope.launchPlan)
            writer.field("label", rule.label)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import PortolanRouting

/// The dataplanes of a fleet, as the service lists them.
struct ListedDataplanes: JSONEncodable {
    let fleet: Fleet

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("dataplanes")
            writer.array { writer in
                for dataplane in fleet.allDataplanes {
                    writer.object { writer in
                        writer.field("name", dataplane.name)
                        if dataplane.flyteName != dataplane.name { writer.field("flyteCluster", dataplane.flyteName) }
                        writer.field("enabled", dataplane.isEnabled)
                        writer.field("schedulable", dataplane.isUsable)
                        writer.field("obstacle", dataplane.obstacle)
                        writer.key("labels")
                        writer.array { writer in
                            for label in dataplane.labels {
                                writer.object { writer in
                                    writer.field("name", label.name)
                                    writer.field("weight", label.weight)
                                    writer.field("share", fleet.share(of: dataplane.name, in: label.name))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The labels of a fleet with those who serve them, and the rules, as the service lists them.
struct ListedLabels: JSONEncodable {
    let fleet: Fleet

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("labels")
            writer.array { writer in
                for label in fleet.labels {
                    writer.object { writer in
                        writer.field("name", label)
                        writer.key("dataplanes")
                        writer.array { writer in
                            for dataplane in fleet.allDataplanes
                            where dataplane.labels.contains(where: { $0.name == label }) {
                                writer.object { writer in
                                    writer.field("name", dataplane.name)
                                    writer.field("share", fleet.share(of: dataplane.name, in: label))
                                }
                            }
                        }
                    }
                }
            }
            writer.key("rules")
            writer.array { writer in
                for rule in fleet.allRules {
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
        }
    }
}

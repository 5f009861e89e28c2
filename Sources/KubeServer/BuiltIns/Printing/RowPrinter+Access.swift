// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension RowPrinter {
    static let roleBindings = RowPrinter(
        .name,
        .text("Role"),
        .age,
        .wide("Users"),
        .wide("Groups"),
        .wide("ServiceAccounts")
    ) { row in
        let subjects = row.object.list("subjects")
        let names = ["User", "Group", "ServiceAccount"].map { kind in
            subjects.filter { $0.text("kind") == kind }.map { subject in
                kind == "ServiceAccount"
                    ? "\(subject.text("namespace"))/\(subject.text("name"))" : subject.text("name")
            }
        }
        return [row.name, .string("\(row.text("roleRef", "kind"))/\(row.text("roleRef", "name"))"), row.age]
            + names.map { .string($0.joined(separator: ", ")) }
    }

    static let webhookConfigurations = RowPrinter(.name, .integer("Webhooks"), .age) { row in
        [row.name, .number(JSONNumber(row.object.list("webhooks").count)), row.age]
    }

    static let apiServices = RowPrinter(.name, .text("Service"), .text("Available"), .age) { row in
        let service = row.object.value(at: ["spec", "service"])?.object
        let condition = row.condition("Available")
        let isAvailable = condition.map { condition in
            condition.text("status") == "True" ? "True" : "\(condition.text("status")) (\(condition.text("reason")))"
        }
        return [
            row.name,
            .string(service.map { "\($0.text("namespace"))/\($0.text("name"))" } ?? "Local"),
            .string(isAvailable ?? "Unknown"),
            row.age,
        ]
    }

    static let disruptionBudgets = RowPrinter(
        .name,
        .text("Min Available"),
        .text("Max Unavailable"),
        .integer("Allowed Disruptions"),
        .age
    ) { row in
        let bounds = ["minAvailable", "maxUnavailable"].map { member in
            JSONValue.string(row.object.object("spec")[member]?.asIntOrString ?? "N/A")
        }
        return [row.name] + bounds + [row.number("status", "disruptionsAllowed"), row.age]
    }
}

extension JSONValue {
    fileprivate var asIntOrString: String? { string ?? int.map { "\($0)" } }
}

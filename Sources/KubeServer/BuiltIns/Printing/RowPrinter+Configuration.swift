// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension RowPrinter {
    static let namespaces = RowPrinter(.name, .text("Status"), .age) { row in
        [row.name, .string(row.text("status", "phase")), row.age]
    }

    static let secrets = RowPrinter(.name, .text("Type"), .text("Data"), .age) { row in
        [row.name, .string(row.text("type")), .number(JSONNumber(row.object.object("data").count)), row.age]
    }

    static let configMaps = RowPrinter(.name, .text("Data"), .age) { row in
        let count = row.object.object("data").count + row.object.object("binaryData").count
        return [row.name, .number(JSONNumber(count)), row.age]
    }

    static let serviceAccounts = RowPrinter(.name, .age) { row in [row.name, row.age] }

    static let leases = RowPrinter(.name, .text("Holder"), .age) { row in
        [row.name, .string(row.text("spec", "holderIdentity")), row.age]
    }

    static let resourceQuotas = RowPrinter(.name, .text("Request"), .text("Limit"), .age) { row in
        let (hard, used) = (row.object.object("status", "hard"), row.object.object("status", "used"))
        let entries = hard.keys.sorted().map { name in
            let amounts = "\(used.quantity(name)?.description ?? "0")/\(hard.quantity(name)?.description ?? "0")"
            return (isLimit: name.hasPrefix("limits."), text: "\(name): \(amounts)")
        }
        let texts = [false, true].map { isLimit in
            JSONValue.string(entries.filter { $0.isLimit == isLimit }.map(\.text).joined(separator: ", "))
        }
        return [row.name] + texts + [row.age]
    }

    static let priorityClasses = RowPrinter(
        .name,
        .integer("Value"),
        .boolean("Global-Default"),
        .age,
        .text("PreemptionPolicy")
    ) { row in
        [
            row.name,
            row.number("value"),
            .bool(row.object["globalDefault"]?.bool ?? false),
            row.age,
            .string(row.text("preemptionPolicy")),
        ]
    }
}

extension RowPrinter {
    static let events = RowPrinter(
        .text("Last Seen"),
        .text("Type"),
        .text("Reason"),
        .text("Object"),
        .wide("Subobject"),
        .wide("Source"),
        .text("Message"),
        .wide("First Seen"),
        .wide("Count"),
        .wideName
    ) { row in
        let firstSeen = row.since(row.text("firstTimestamp", none: row.text("eventTime")))
        let object = row.object.object("involvedObject")
        let kind = object.text("kind").lowercased()
        return [
            .string(row.lastSeen(firstSeen)),
            .string(row.text("type")),
            .string(row.text("reason")),
            .string(object.text("name").isEmpty ? kind : "\(kind)/\(object.text("name"))"),
            .string(object.text("fieldPath")),
            .string(row.eventSource),
            .string(row.trimmedMessage),
            .string(firstSeen),
            .number(JSONNumber(row.eventCount)),
            row.name,
        ]
    }
}

extension PrinterColumn {
    fileprivate static let wideName: PrinterColumn = {
        var column = PrinterColumn.name
        column.priority = 1
        return column
    }()
}

extension Row {
    fileprivate func lastSeen(_ firstSeen: String) -> String {
        if let series = object["series"]?.object { return since(series.text("lastObservedTime")) }
        let lastTimestamp = text("lastTimestamp")
        return lastTimestamp.isEmpty ? firstSeen : since(lastTimestamp)
    }

    fileprivate var eventCount: Int {
        if let series = object["series"]?.object { return series.int("count") ?? 0 }
        return max(int("count"), 1)
    }

    fileprivate var eventSource: String {
        let component = text("source", "component", none: text("reportingComponent"))
        let host = text("source", "host", none: text("reportingInstance"))
        return host.isEmpty ? component : "\(component), \(host)"
    }

    fileprivate var trimmedMessage: String {
        let message = text("message")[...].drop { $0.isWhitespace }
        return String(message.prefix(message.count - message.reversed().prefix { $0.isWhitespace }.count))
    }
}

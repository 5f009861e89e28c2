// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension RowPrinter {
    static let autoscalers = RowPrinter(
        .name,
        .text("Reference"),
        .text("Targets"),
        .text("MinPods"),
        .text("MaxPods"),
        .text("Replicas"),
        .age
    ) { row in
        let target = row.object.object("spec", "scaleTargetRef")
        return [
            row.name,
            .string("\(target.text("kind"))/\(target.text("name"))"),
            .string(row.metrics),
            .string(row.object.object("spec").int("minReplicas").map { "\($0)" } ?? "<unset>"),
            row.number("spec", "maxReplicas"),
            row.number("status", "currentReplicas"),
            row.age,
        ]
    }
}

extension Row {
    fileprivate var metrics: String {
        let current = object.list("status", "currentMetrics")
        let texts = object.list("spec", "metrics").enumerated().map { index, metric in
            Self.metric(metric, current.indices.contains(index) ? current[index] : JSONObject())
        }
        return Self.excerpt(texts, 2, separator: ", ", none: "<none>")
    }

    private static func metric(_ metric: JSONObject, _ status: JSONObject) -> String {
        let type = metric.text("type")
        let member = type.prefix(1).lowercased() + type.dropFirst()
        guard let source = metric[member]?.object else { return "<unknown type>" }
        let target = source.object("target")
        let current = status[member]?.object?.object("current") ?? JSONObject()
        switch type {
        case "Resource", "ContainerResource":
            return "\(source.text("name")): \(utilization(current, target))"
        case "Pods":
            return amounts(current, target, "averageValue")
        default:
            return target.has("averageValue")
                ? "\(amounts(current, target, "averageValue")) (avg)" : amounts(current, target, "value")
        }
    }

    private static func utilization(_ current: JSONObject, _ target: JSONObject) -> String {
        if target.has("averageValue") { return amounts(current, target, "averageValue") }
        let now = current.int("averageUtilization").map { "\($0)%" } ?? "<unknown>"
        return "\(now)/\(target.int("averageUtilization").map { "\($0)%" } ?? "<auto>")"
    }

    private static func amounts(_ current: JSONObject, _ target: JSONObject, _ member: String) -> String {
        "\(current.quantity(member)?.description ?? "<unknown>")/\(target.quantity(member)?.description ?? "0")"
    }
}

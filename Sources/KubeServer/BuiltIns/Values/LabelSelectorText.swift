// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Label selectors and labels in one line, as `kubectl get` shows them.
enum LabelSelectorText {
    /// A map of labels: `app=web,tier=front`, or `<none>`.
    static func labels(_ labels: [String: String]) -> String {
        let text = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        return text.isEmpty ? "<none>" : text
    }

    /// A label selector; empty for one that selects everything or nothing.
    static func requirements(_ selector: JSONObject) -> String {
        let equalities = selector.texts("matchLabels").map { (key: $0.key, text: "\($0.key)=\($0.value)") }
        let expressions = selector.list("matchExpressions").map { expression in
            let key = expression.text("key")
            let values = expression.strings("values").sorted().joined(separator: ",")
            let text =
                switch expression.text("operator") {
                case "In": "\(key) in (\(values))"
                case "NotIn": "\(key) notin (\(values))"
                case "DoesNotExist": "!\(key)"
                default: key
                }
            return (key: key, text: text)
        }
        return (equalities + expressions).sorted { ($0.key, $0.text) < ($1.key, $1.text) }.map(\.text)
            .joined(separator: ",")
    }

    /// A label selector, or `<none>`.
    static func selector(_ selector: JSONObject) -> String {
        let text = requirements(selector)
        return text.isEmpty ? "<none>" : text
    }
}

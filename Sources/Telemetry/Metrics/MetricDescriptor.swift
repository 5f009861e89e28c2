// SPDX-License-Identifier: Apache-2.0

/// What a family of metrics is: everything that must agree when the same name is registered twice.
package struct MetricDescriptor: Hashable, Sendable {
    /// What its values mean.
    package enum Kind: String, Sendable {
        case counter
        case gauge
        case histogram
    }

    /// The name under which it is scraped.
    package let name: String
    /// One sentence for whoever looks at a dashboard.
    package let help: String
    /// What its values mean.
    package let kind: Kind
    /// The names of its labels.
    package let labels: [String]
    /// The upper bounds of a histogram's buckets, without infinity.
    package let bounds: [Double]

    package init(name: String, help: String, kind: Kind, labels: [String] = [], bounds: [Double] = []) {
        self.name = name
        self.help = help
        self.kind = kind
        self.labels = labels
        self.bounds = bounds
    }

    /// What is wrong with it, or nil: the data model of Prometheus, and its conventions for names.
    package var problem: String? {
        nameProblem ?? labels.lazy.compactMap(labelProblem).first ?? boundsProblem
    }

    /// Suffixes that a scraper takes apart: `x_sum` beside a histogram `x` would be two metrics of one name.
    private static let reservedSuffixes = ["_sum", "_count", "_bucket"]

    private var nameProblem: String? {
        guard Self.isIdentifier(name, allowing: ":") else {
            return "a metric's name is made of letters, digits, `_` and `:`, and does not begin with a digit"
        }
        guard !help.isEmpty else { return "a metric needs a help text" }
        guard (kind == .counter) == name.hasSuffix("_total") else {
            return kind == .counter ? "a counter's name ends in `_total`" : "only a counter's name ends in `_total`"
        }
        if let suffix = Self.reservedSuffixes.first(where: name.hasSuffix) {
            return "the suffix `\(suffix)` belongs to histograms"
        }
        return nil
    }

    private func labelProblem(_ label: String) -> String? {
        guard Self.isIdentifier(label, allowing: nil), !label.hasPrefix("__") else {
            return "the label `\(label)` is not made of letters, digits and `_`, or begins with a digit or with `__`"
        }
        guard !(kind == .histogram && label == "le") else { return "the label `le` belongs to the histogram itself" }
        guard labels.count(where: { $0 == label }) == 1 else { return "the label `\(label)` is there twice" }
        return nil
    }

    private var boundsProblem: String? {
        guard kind == .histogram else { return nil }
        guard (1...Histogram.maximumBoundCount).contains(bounds.count) else {
            return "a histogram has from 1 to \(Histogram.maximumBoundCount) bounds of buckets"
        }
        guard bounds.allSatisfy(\.isFinite), zip(bounds, bounds.dropFirst()).allSatisfy(<) else {
            return "the bounds of buckets are finite and increase; the one at infinity is added"
        }
        return nil
    }

    private static func isIdentifier(_ text: String, allowing extra: Character?) -> Bool {
        guard let first = text.first, !first.isNumber else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == extra) }
    }
}

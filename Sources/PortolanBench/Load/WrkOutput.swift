// SPDX-License-Identifier: Apache-2.0

/// What `wrk --latency` prints, as far as it matters.
package struct WrkOutput: Equatable {
    /// How many answers there were in a second.
    package let requestsPerSecond: Double
    /// How many answers there were in all.
    package let requests: Int
    /// The time within which half of the answers came, in milliseconds.
    package let latency50: Double?
    /// The time within which all but one in a hundred came, in milliseconds.
    package let latency99: Double?
    /// Connections that failed, and answers other than success.
    package let failures: Int

    /// Reads the output; nil when it has no result.
    package init?(_ text: String) {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        func value(after title: String) -> String? {
            lines.first { $0.count == 2 && $0[0] == title }?[1]
        }
        guard let rate = value(after: "Requests/sec:").flatMap({ Double($0) }) else { return nil }
        requestsPerSecond = rate
        requests = lines.first { $0.dropFirst().starts(with: ["requests", "in"]) }.flatMap { Int($0[0]) } ?? 0
        latency50 = value(after: "50%").flatMap(Self.milliseconds)
        latency99 = value(after: "99%").flatMap(Self.milliseconds)
        failures = lines.map(Self.failures).reduce(0, +)
    }

    /// Reads `631.00us`, `1.52ms` or `2.00s`.
    private static func milliseconds(_ text: String) -> Double? {
        let scales: [(unit: String, factor: Double)] = [("us", 0.001), ("ms", 1), ("s", 1000), ("m", 60_000)]
        guard let scale = scales.first(where: { text.hasSuffix($0.unit) }) else { return nil }
        return Double(text.dropLast(scale.unit.count)).map { $0 * scale.factor }
    }

    /// Reads `Socket errors: connect 0, read 3, write 0, timeout 1` and `Non-2xx or 3xx responses: 7`.
    private static func failures(_ line: [String]) -> Int {
        guard line.starts(with: ["Socket", "errors:"]) || line.starts(with: ["Non-2xx", "or"]) else { return 0 }
        return line.compactMap { Int($0.filter { $0 != "," }) }.reduce(0, +)
    }
}

// SPDX-License-Identifier: Apache-2.0

/// Writes metrics in the Prometheus text format 0.0.4.
package struct PrometheusText: Sendable {
    /// The name and the value of a label.
    package typealias Label = (name: String, value: String)

    /// What has been written.
    package private(set) var bytes: [UInt8] = []

    /// Writes what stands before the samples of a family.
    package mutating func begin(_ descriptor: MetricDescriptor) {
        bytes.append(contentsOf: "# HELP \(descriptor.name) ".utf8)
        append(descriptor.help, escapingQuotes: false)
        bytes.append(contentsOf: "\n# TYPE \(descriptor.name) \(descriptor.kind.rawValue)\n".utf8)
    }

    /// Writes a sample.
    package mutating func append(_ name: String, _ labels: [Label], _ value: Double) {
        bytes.append(contentsOf: name.utf8)
        if !labels.isEmpty {
            var separator = UInt8(ascii: "{")
            for (name, value) in labels {
                bytes.append(separator)
                bytes.append(contentsOf: name.utf8)
                bytes.append(contentsOf: "=\"".utf8)
                append(value, escapingQuotes: true)
                bytes.append(UInt8(ascii: "\""))
                separator = UInt8(ascii: ",")
            }
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: Self.format(value).utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func append(_ text: String, escapingQuotes: Bool) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"):
                bytes.append(contentsOf: "\\\\".utf8)
            case UInt8(ascii: "\n"):
                bytes.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\"") where escapingQuotes:
                bytes.append(contentsOf: "\\\"".utf8)
            default:
                bytes.append(byte)
            }
        }
    }

    /// A number as Go would write it: whole numbers without a point, and infinity by its name.
    package static func format(_ value: Double) -> String {
        guard value.isFinite else {
            return value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf"
        }
        // Up to 2^53 every whole number is exact.
        guard let whole = Int64(exactly: value), abs(value) <= 9_007_199_254_740_992 else { return value.description }
        return whole.description
    }
}

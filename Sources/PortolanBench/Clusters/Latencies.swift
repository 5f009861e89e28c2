// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// How long things took, in milliseconds.
package struct Latencies: Sendable, Equatable {
    /// Half of them were done within it.
    package private(set) var median = 0.0
    /// All but one in a hundred were done within it.
    package private(set) var percentile99 = 0.0
    /// All were done within it.
    package private(set) var maximum = 0.0

    /// Those of some durations; nil of none.
    package init?(_ durations: [Duration]) {
        let sorted = durations.sorted()
        guard let last = sorted.last else { return nil }
        median = sorted[(sorted.count - 1) / 2] / .milliseconds(1)
        percentile99 = sorted[(sorted.count * 99 + 99) / 100 - 1] / .milliseconds(1)
        maximum = last / .milliseconds(1)
    }
}

extension Latencies: JSONDecodable, JSONEncodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "median": try reader.read(into: &median)
            case "percentile99": try reader.read(into: &percentile99)
            case "maximum": try reader.read(into: &maximum)
            default: try reader.skipValue(of: key)
            }
        }
    }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("median", median)
            writer.field("percentile99", percentile99)
            writer.field("maximum", maximum)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// What a load has seen, in one line of JSON.
package struct LoadReport: Sendable, Equatable {
    /// How many objects, requests or changes.
    package var count = 0
    /// How long all of it took.
    package var milliseconds = 0.0
    /// How long each of them took.
    package var latencies: Latencies?

    /// A report of nothing yet.
    package init() {}

    /// How many of them were done in a second.
    package var rate: Double { milliseconds > 0 ? Double(count) * 1000 / milliseconds : 0 }
}

extension LoadReport: JSONDecodable, JSONEncodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "count": try reader.read(into: &count)
            case "milliseconds": try reader.read(into: &milliseconds)
            case "latencies": try reader.read(into: &latencies)
            default: try reader.skipValue(of: key)
            }
        }
    }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("count", count)
            writer.field("milliseconds", milliseconds)
            writer.field("latencies", latencies)
        }
    }
}

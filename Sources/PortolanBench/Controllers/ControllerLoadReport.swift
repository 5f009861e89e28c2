// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// What a controller of many objects has cost, in one line of JSON.
package struct ControllerLoadReport: Sendable, Equatable {
    /// From the start of the process until all objects were visited; whoever starts it knows.
    package var visitMilliseconds = 0.0
    /// The processor time of the process until then.
    package var visitProcessorMilliseconds = 0.0
    /// The memory that the process held before it knew an object.
    package var residentBytesBefore = 0.0
    /// The memory that it held when all were visited, and the most until then.
    package var residentBytes = 0.0
    package var peakBytes = 0.0
    /// From sending a change to the pass that it leads to.
    package var latencies: Latencies?
    /// How often a status was written in a second, and the processor time of each.
    package var statusWritesPerSecond = 0.0
    package var statusWriteProcessorMicroseconds = 0.0
    /// The processor time of a second in which nothing happens.
    package var idleProcessorMilliseconds = 0.0

    /// A report of nothing yet.
    package init() {}
}

extension ControllerLoadReport: JSONDecodable, JSONEncodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "visitMilliseconds": try reader.read(into: &visitMilliseconds)
            case "visitProcessorMilliseconds": try reader.read(into: &visitProcessorMilliseconds)
            case "residentBytesBefore": try reader.read(into: &residentBytesBefore)
            case "residentBytes": try reader.read(into: &residentBytes)
            case "peakBytes": try reader.read(into: &peakBytes)
            case "latencies": try reader.read(into: &latencies)
            case "statusWritesPerSecond": try reader.read(into: &statusWritesPerSecond)
            case "statusWriteProcessorMicroseconds": try reader.read(into: &statusWriteProcessorMicroseconds)
            case "idleProcessorMilliseconds": try reader.read(into: &idleProcessorMilliseconds)
            default: try reader.skipValue(of: key)
            }
        }
    }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("visitMilliseconds", visitMilliseconds)
            writer.field("visitProcessorMilliseconds", visitProcessorMilliseconds)
            writer.field("residentBytesBefore", residentBytesBefore)
            writer.field("residentBytes", residentBytes)
            writer.field("peakBytes", peakBytes)
            writer.field("latencies", latencies)
            writer.field("statusWritesPerSecond", statusWritesPerSecond)
            writer.field("statusWriteProcessorMicroseconds", statusWriteProcessorMicroseconds)
            writer.field("idleProcessorMilliseconds", idleProcessorMilliseconds)
        }
    }
}

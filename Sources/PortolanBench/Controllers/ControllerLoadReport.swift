// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// What a controller of many objects has cost.
struct ControllerLoadReport: JSONEncodable {
    /// From the start until all objects were visited, and the processor time of that.
    var visitMilliseconds = 0.0
    var visitProcessorMilliseconds = 0.0
    /// The memory that the process held before, behind it, and at most.
    var residentBytesBefore = 0.0
    var residentBytes = 0.0
    var peakBytes = 0.0
    /// From sending a write to the pass that it leads to.
    var latencies: [Duration] = []
    var statusWritesPerSecond = 0.0
    /// The processor time of a second in which nothing happens.
    var idleProcessorMilliseconds = 0.0

    func write(to writer: inout JSONWriter) {
        let sorted = latencies.sorted().map { $0 / .milliseconds(1) }
        writer.object { writer in
            writer.field("visitMilliseconds", visitMilliseconds)
            writer.field("visitProcessorMilliseconds", visitProcessorMilliseconds)
            writer.field("residentBytesBefore", residentBytesBefore)
            writer.field("residentBytes", residentBytes)
            writer.field("peakBytes", peakBytes)
            if let last = sorted.last {
                writer.field("latencyMedian", sorted[sorted.count / 2])
                writer.field("latencyPercentile99", sorted[(sorted.count * 99 + 99) / 100 - 1])
                writer.field("latencyMaximum", last)
            }
            writer.field("statusWritesPerSecond", statusWritesPerSecond)
            writer.field("idleProcessorMilliseconds", idleProcessorMilliseconds)
        }
    }
}

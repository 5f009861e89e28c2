// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// What one contestant did in one round.
package struct Sample: Sendable, Equatable {
    /// The figure that the contest is about.
    package var figure: Double
    /// Processor time of all threads for the same work: in the unit of the figure, or in microseconds for one request.
    package var processorTime: Double?
    /// The most memory that the process has held.
    package var peakBytes: Double?
    /// The memory that the process held in the end, where that is what matters.
    package var residentBytes: Double?
    /// The time within which half of the answers came, in milliseconds.
    package var latency50: Double?
    /// The time within which all but one in a hundred answers came, in milliseconds.
    package var latency99: Double?

    /// A sample of which only the figure is known.
    package init(figure: Double) {
        self.figure = figure
    }
}

/// What a worker process prints when it is done, in one line of JSON.
///
/// Peers in other languages print the same.
package struct WorkerReport: JSONDecodable, JSONEncodable, Sendable, Equatable {
    /// The duration of each run.
    package var milliseconds: [Double] = []
    /// Processor time of all runs together.
    package var processorMilliseconds: Double?
    /// The most memory that the process has held.
    package var peakBytes: Double?

    /// A report of runs that are still to come.
    package init() {}

    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "milliseconds": try reader.read(into: &milliseconds)
            case "processorMilliseconds": try reader.read(into: &processorMilliseconds)
            case "peakBytes": try reader.read(into: &peakBytes)
            default: try reader.skipValue(of: key)
            }
        }
    }

    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("milliseconds", milliseconds)
            writer.field("processorMilliseconds", processorMilliseconds)
            writer.field("peakBytes", peakBytes)
        }
    }

    /// The sample of a round: the median run, per operation when a run is many of them.
    package func sample(operations: Int) -> Sample? {
        guard let runs = Summary(milliseconds) else { return nil }
        let scale = operations > 1 ? 1_000_000 / Double(operations) : 1
        var sample = Sample(figure: runs.median * scale)
        sample.processorTime = processorMilliseconds.map { $0 / Double(milliseconds.count) * scale }
        sample.peakBytes = peakBytes
        return sample
    }
}

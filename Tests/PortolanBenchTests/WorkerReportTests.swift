// SPDX-License-Identifier: Apache-2.0

import JSONKit
import PortolanBench
import Testing

@Suite
struct WorkerReportTests {
    @Test("a report is read as it was written")
    func roundTrip() throws {
        var report = WorkerReport()
        report.milliseconds = [1.5, 2.25]
        report.processorMilliseconds = 4
        report.peakBytes = 1_048_576
        #expect(try WorkerReport(parsing: report.serializedText()) == report)
    }

    @Test("a peer may report less, or more than is known")
    func foreignReport() throws {
        let report = try WorkerReport(parsing: #"{"milliseconds": [3, 1, 2], "items": 10000}"#)
        let sample = try #require(report.sample(operations: 1))
        #expect(sample.figure == 2)
        #expect(sample.processorTime == nil)
        #expect(sample.peakBytes == nil)
    }

    @Test("processor time is that of one run")
    func processorTime() throws {
        let report = try WorkerReport(parsing: #"{"milliseconds": [3, 1], "processorMilliseconds": 8}"#)
        #expect(report.sample(operations: 1)?.processorTime == 4)
    }

    @Test("a run of many operations is reported in nanoseconds for one")
    func operations() throws {
        let report = try WorkerReport(parsing: #"{"milliseconds": [2], "processorMilliseconds": 4}"#)
        let sample = try #require(report.sample(operations: 1000))
        #expect(sample.figure == 2000)
        #expect(sample.processorTime == 4000)
    }

    @Test("a report without runs is no sample")
    func nothing() {
        #expect(WorkerReport().sample(operations: 1) == nil)
    }
}

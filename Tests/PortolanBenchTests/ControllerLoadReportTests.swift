// SPDX-License-Identifier: Apache-2.0

import JSONKit
import PortolanBench
import Testing

@Suite
struct ControllerLoadReportTests {
    @Test("a controller's report is read as it was written")
    func roundTrip() throws {
        var report = ControllerLoadReport()
        report.visitMilliseconds = 1
        report.visitProcessorMilliseconds = 2
        report.residentBytesBefore = 3
        report.residentBytes = 4
        report.peakBytes = 5
        report.latencies = Latencies([.milliseconds(6), .milliseconds(7)])
        report.statusWritesPerSecond = 8
        report.statusWriteProcessorMicroseconds = 9
        report.idleProcessorMilliseconds = 10.5
        #expect(try ControllerLoadReport(parsing: report.serializedText()) == report)
    }

    struct Case: CustomTestStringConvertible {
        let unit: Unit
        let advantage: Double
        var testDescription: String { "100 against 200 \(unit.rawValue)" }
    }

    @Test(
        "more is better where a rate is counted, and less is elsewhere",
        arguments: [
            Case(unit: .requestsPerSecond, advantage: 0.5), Case(unit: .objectsPerSecond, advantage: 0.5),
            Case(unit: .milliseconds, advantage: 2), Case(unit: .bytesPerObject, advantage: 2),
            Case(unit: .megabytes, advantage: 2), Case(unit: .processorMillisecondsPerSecond, advantage: 2),
        ]
    )
    func advantages(row: Case) {
        #expect(row.unit.advantage(of: 100, over: 200) == row.advantage)
    }
}

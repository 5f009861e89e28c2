// SPDX-License-Identifier: Apache-2.0

import JSONKit
import PortolanBench
import Testing

@Suite
struct LoadReportTests {
    @Test("a report is read as it was written")
    func roundTrip() throws {
        var report = LoadReport()
        report.count = 3
        report.milliseconds = 1.5
        report.latencies = Latencies([.milliseconds(1), .milliseconds(2), .milliseconds(4)])
        #expect(try LoadReport(parsing: report.serializedText()) == report)
        #expect(report.rate == 2_000)
    }

    @Test("a load that did nothing has no rate and no latencies")
    func nothing() throws {
        let report = try LoadReport(parsing: "{}")
        #expect(report == LoadReport())
        #expect(report.rate == 0)
        #expect(Latencies([]) == nil)
    }

    struct Case: CustomTestStringConvertible {
        let count: Int
        let median: Double
        let percentile99: Double
        var testDescription: String { "of \(count) durations" }
    }

    @Test(
        "latencies are durations that were measured, by their rank",
        arguments: [
            Case(count: 1, median: 1, percentile99: 1), Case(count: 2, median: 1, percentile99: 2),
            Case(count: 99, median: 50, percentile99: 99), Case(count: 100, median: 50, percentile99: 99),
            Case(count: 101, median: 51, percentile99: 100), Case(count: 1_000, median: 500, percentile99: 990),
        ]
    )
    func ranks(row: Case) throws {
        let latencies = try #require(Latencies((1...row.count).reversed().map { .milliseconds($0) }))
        #expect(latencies.median == row.median)
        #expect(latencies.percentile99 == row.percentile99)
        #expect(latencies.maximum == Double(row.count))
    }
}

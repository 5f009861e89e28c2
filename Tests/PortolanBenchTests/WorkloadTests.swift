// SPDX-License-Identifier: Apache-2.0

import PortolanBench
import Testing

@Suite
struct WorkloadTests {
    @Test("the work is done to warm up and then as often as asked, on the input")
    func work() throws {
        final class Counter {
            var runs = 0
        }
        let workload = Workload("room/work", "do it") { input in
            let counter = Counter()
            #expect(input == [1, 2])
            return {
                counter.runs += 1
                if counter.runs == 12 { throw Stop() }
            }
        }
        let report = try workload.work(on: [1, 2], runs: 9)
        #expect(report.milliseconds.count == 9)
        #expect(report.milliseconds.allSatisfy { $0 >= 0 })
        #expect(try #require(report.peakBytes) > 1_000_000)
        // Ten runs and two to warm up are one more than what the twelfth allows.
        #expect(throws: Stop.self) { try workload.work(on: [1, 2], runs: 10) }
    }

    struct Stop: Error {}

    @Test("every workload has a name of its own and a sentence")
    func catalogue() {
        let workloads = Catalogue.workloads
        #expect(!workloads.isEmpty)
        #expect(Set(workloads.map(\.name)).count == workloads.count)
        for workload in workloads {
            #expect(workload.name.contains("/"))
            #expect(!workload.summary.isEmpty)
        }
    }
}

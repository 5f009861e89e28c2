// SPDX-License-Identifier: Apache-2.0

import Basics
import Glibc
import Telemetry
import TestSupport
import Testing

@Suite("Process metrics")
struct ProcessMetricsTests {
    @Test("the program's name may contain blanks and parentheses")
    func programName() {
        let stat = "42 (a) (b c) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 7 0 12345 1000000 2048 184467 1 1 0\n"
        let status = ProcessStatus(stat: stat, ticksPerSecond: 100, pageSize: 4_096)
        let expected = ProcessStatus(cpuSeconds: 3, residentBytes: 8_388_608, startSecondsAfterBoot: 123.45)
        #expect(status == expected)
    }

    @Test("what is no status is none", arguments: ["", "42 (a) S 1", "42 a S 1 2 3", ")"])
    func noStatus(stat: String) {
        #expect(ProcessStatus(stat: stat, ticksPerSecond: 100, pageSize: 4_096) == nil)
    }

    @Test("the boot is one line of many")
    func boot() {
        #expect(ProcessStatus.bootSeconds(stat: "cpu  1 2\nbtime 1795169472\nctxt 5\n") == 1_795_169_472)
        #expect(ProcessStatus.bootSeconds(stat: "cpu  1 2\n") == nil)
    }

    @Test("this process has believable numbers")
    func thisProcess() throws {
        let registry = MetricRegistry()
        registry.registerProcessMetrics()
        let families = try MetricsText.parse(registry.exposition())
        func value(_ name: String) throws -> Double {
            try #require(families[name]?.samples.first).value
        }
        #expect(try value("process_cpu_seconds_total") > 0)
        #expect(try (1_000_000...100_000_000_000).contains(value("process_resident_memory_bytes")))
        #expect(try value("process_open_fds") >= 3)
        #expect(try value("process_max_fds") > value("process_open_fds"))
        let age = try Double(WallClock.system.now.secondsSinceEpoch) - value("process_start_time_seconds")
        #expect((-5...86_400).contains(age))
    }
}

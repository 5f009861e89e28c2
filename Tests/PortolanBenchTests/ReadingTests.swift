// SPDX-License-Identifier: Apache-2.0

import PortolanBench
import Testing

/// What other programs and the kernel print, and what is read of it.
@Suite
struct ReadingTests {
    @Test("the result of wrk is read, whatever its units")
    func wrk() throws {
        let output = try #require(
            WrkOutput(
                """
                Running 2s test @ http://127.0.0.1:37897/hello
                  1 threads and 64 connections
                  Thread Stats   Avg      Stdev     Max   +/- Stdev
                    Latency     2.36ms    2.96ms  24.43ms   87.38%
                    Req/Sec    34.50k    19.34k   66.36k    45.00%
                  Latency Distribution
                     50%  900.00us
                     75%    3.14ms
                     90%    6.03ms
                     99%    1.25s
                  69238 requests in 2.02s, 7.00MB read
                Requests/sec:  34204.49
                Transfer/sec:      3.46MB
                """
            )
        )
        #expect(output.requestsPerSecond == 34204.49)
        #expect(output.requests == 69238)
        #expect(output.latency50 == 0.9)
        #expect(output.latency99 == 1250)
        #expect(output.failures == 0)
    }

    @Test("failures under load are counted")
    func wrkFailures() throws {
        let output = try #require(
            WrkOutput(
                """
                  Socket errors: connect 1, read 20, write 0, timeout 300
                  Non-2xx or 3xx responses: 4000
                Requests/sec:  1.00
                """
            )
        )
        #expect(output.failures == 4321)
        #expect(output.latency50 == nil)
    }

    @Test("an output without a result is none")
    func wrkRefusal() {
        #expect(WrkOutput("unable to connect to 127.0.0.1:1 Connection refused") == nil)
    }

    @Test("processor time is read even behind a name with spaces and parentheses")
    func processorTime() {
        let stat = "42 (a) name) S 1 42 42 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 4 0 1000 0 0"
        #expect(ProcessFigures.processorMilliseconds(stat: stat, ticksPerSecond: 100) == 3000)
        #expect(ProcessFigures.processorMilliseconds(stat: "42", ticksPerSecond: 100) == nil)
    }

    @Test("a field of a status file is found by its whole name")
    func statusField() {
        let status = "VmPeak:\t  9000 kB\nVmHWM:\t  1234 kB\n"
        #expect(ProcessFigures.field("VmHWM", of: status) == 1234)
        #expect(ProcessFigures.field("Vm", of: status) == nil)
    }

    @Test("what this process has used is known")
    func ownFigures() throws {
        #expect(try #require(ProcessFigures.peakBytes()) > 1_000_000)
        #expect(ProcessFigures.processorMilliseconds() > 0)
    }
}

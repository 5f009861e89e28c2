// SPDX-License-Identifier: Apache-2.0

import Dataplanes
import KubeCore
import PortolanAPI
import TestSupport
import Testing

@testable import PortolanControllers

@Suite("What is known of a dataplane's health")
struct HealthReportTests {
    struct Restart: CustomTestStringConvertible {
        typealias Finding = (status: Condition.Status, reason: String)

        let name: String
        let conditions: [Condition]
        let verdict: HealthMachine.Verdict

        var testDescription: String { name }

        init(_ name: String, _ verdict: HealthMachine.Verdict, reachable: Finding? = nil, authorized: Finding? = nil) {
            self.name = name
            self.verdict = verdict
            let findings = [("Reachable", reachable), ("Authorized", authorized)]
            conditions = findings.compactMap { type, finding in
                finding.map { Condition(type, $0.status, reason: $0.reason) }
            }
        }
    }

    static let restarts = [
        Restart("up", .up, reachable: (.yes, "Answers"), authorized: (.yes, "Allowed")),
        Restart(
            "up although its token may do too little",
            .up,
            reachable: (.yes, "Answers"),
            authorized: (.no, "Lacking")
        ),
        Restart(
            "down because it did not answer",
            .down,
            reachable: (.no, "Timeout"),
            authorized: (.unknown, "NotReachable")
        ),
        Restart(
            "down because it did not know the token",
            .down,
            reachable: (.yes, "Answers"),
            authorized: (.no, "Unauthorized")
        ),
        Restart(
            "unknown because it was paused",
            .unknown,
            reachable: (.unknown, "NotLookedAt"),
            authorized: (.unknown, "NotChecked")
        ),
        Restart("unknown because nothing was said", .unknown),
    ]

    @Test("goes on after a restart from what was written", arguments: restarts)
    func restart(_ row: Restart) {
        var status = DataplaneCluster.Status()
        status.conditions = row.conditions
        #expect(HealthMachine(status) == HealthMachine(), "nobody has looked yet")
        var probe = DataplaneCluster.ProbeStatus()
        probe.consecutiveFailures = 1
        probe.consecutiveSuccesses = 4
        status.probe = probe
        #expect(HealthMachine(status) == HealthMachine(verdict: row.verdict, failures: 1, successes: 4))
    }

    @Test("is wrong from the verdict on until the next one")
    func failure() {
        let timeout = LookFailure(.timeout, "it is")
        #expect(FactSamples.report(.init(verdict: .up, failures: 2), timeout).failure == nil)
        #expect(FactSamples.report(FactSamples.down, timeout).failure == timeout)
        var recovering = FactSamples.report(.init(verdict: .down, successes: 1))
        #expect(recovering.isRecovering && recovering.failure == nil)
        recovering.lastFailure = timeout
        #expect(recovering.failure == timeout)
        recovering.machine = FactSamples.up
        #expect(recovering.failure == nil && !recovering.isRecovering)
    }

    @Test("is news when something changed that somebody waits for")
    func essence() {
        let timeout = LookFailure(.timeout, "a")
        let report = FactSamples.report(FactSamples.down, timeout)
        #expect(report.essence == FactSamples.report(FactSamples.down, LookFailure(.timeout, "b")).essence)
        #expect(report.essence != FactSamples.report(FactSamples.down, LookFailure(.dns, "a")).essence)
        #expect(report.essence != FactSamples.report(FactSamples.down, timeout, isHeld: true).essence)
        #expect(report.essence != HealthReport(machine: FactSamples.down).essence)
    }
}

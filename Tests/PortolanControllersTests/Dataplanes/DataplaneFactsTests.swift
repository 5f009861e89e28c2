// SPDX-License-Identifier: Apache-2.0

import Basics
import Dataplanes
import JSONKit
import KubeCore
import KubeRuntime
import PortolanAPI
import TestSupport
import Testing

@testable import PortolanControllers

@Suite("What is said of a dataplane")
struct DataplaneFactsTests {
    typealias Change = @Sendable (inout DataplaneFacts) throws -> Void

    /// One row: what is known, and the conditions in the order Reachable, Authorized, CredentialsValid, Schedulable, Ready.
    struct Row: CustomTestStringConvertible {
        let name: String
        var dataplane = FactSamples.dataplane()
        let change: Change
        let conditions: [String]
        var verdict = ReadinessVerdict.reconciling

        var testDescription: String { name }

        init(
            _ name: String,
            _ conditions: [String],
            _ verdict: ReadinessVerdict = .reconciling,
            dataplane: DataplaneCluster = FactSamples.dataplane(),
            _ change: @escaping Change
        ) {
            self.name = name
            self.conditions = conditions
            self.verdict = verdict
            self.dataplane = dataplane
            self.change = change
        }
    }

    private static let yes = ["True Answers", "True Allowed", "True Minted"]
    private static func failing(_ reason: LookFailure.Reason) -> LookFailure { LookFailure(reason, "so it is") }

    static let rows = [
        Row("all is well", yes + ["True Healthy", "True Healthy"], .ready) { _ in },
        Row(
            "nothing is known at the first visit",
            [
                "Unknown NotLookedAt", "Unknown NotChecked", "Unknown NotMinted", "False NotLookedAt",
                "False NotLookedAt",
            ]
        ) { facts in
            facts = DataplaneFacts(facts.dataplane, now: facts.now)
        },
        Row("one look failed, which is no verdict", yes + ["True Healthy", "True Healthy"], .ready) { facts in
            facts.report = FactSamples.report(.init(verdict: .up, failures: 1), failing(.timeout))
        },
        Row(
            "the last of several looks failed",
            ["False Timeout", "Unknown NotReachable", "True Minted", "False Timeout", "False Timeout"]
        ) { facts in
            facts.report = FactSamples.report(FactSamples.down, failing(.timeout))
        },
        Row(
            "the credential is refused",
            ["True Answers", "False Unauthorized", "True Minted", "False Unauthorized", "False Unauthorized"]
        ) { facts in
            facts.report = FactSamples.report(FactSamples.down, failing(.unauthorized))
        },
        Row(
            "it is well again, but not for long enough",
            ["False Recovering", "Unknown NotReachable", "True Minted", "False Recovering", "False Recovering"]
        ) { facts in
            facts.report = FactSamples.report(.init(verdict: .down, successes: 1))
            facts.report?.lastFailure = failing(.timeout)
        },
        Row(
            "the credential is accepted again, but not for long enough",
            ["True Answers", "False Recovering", "True Minted", "False Recovering", "False Recovering"]
        ) { facts in
            facts.report = FactSamples.report(.init(verdict: .down, successes: 1))
            facts.report?.lastFailure = failing(.forbidden)
        },
        Row(
            "most fail at once, so that the fault is probably here",
            ["True ControlPlaneSuspect", "True Allowed", "True Minted", "True ControlPlaneSuspect"]
                + ["True ControlPlaneSuspect"],
            .ready
        ) { facts in
            facts.report = FactSamples.report(.init(verdict: .up, failures: 3), failing(.timeout), isHeld: true)
        },
        Row(
            "it was not healthy before a restart, and nobody has looked since",
            ["False NotLookedAt", "Unknown NotReachable", "True Minted", "False NotLookedAt", "False NotLookedAt"]
        ) { facts in
            facts.report = HealthReport(machine: FactSamples.down)
        },
        Row(
            "the token may not do all it should",
            ["True Answers", "False Lacking", "True Minted", "False Lacking", "False Lacking"]
        ) { facts in
            facts.settlement = try FactSamples.settlement(lacking: ["create jobs.batch"])
        },
        Row(
            "a payload is not served",
            yes + ["False PayloadNotServed", "False PayloadNotServed"]
        ) { facts in
            facts.settlement = try FactSamples.settlement(missing: true)
        },
        Row(
            "no credentials could be made, which matters more than what is not known",
            ["True Answers", "Unknown NotChecked", "False NotMinted", "False NotMinted", "False NotMinted"]
        ) { facts in
            facts.settlement = nil
            facts.credentials = nil
            facts.mintingProblem = "the server will not"
        },
        Row(
            "no credentials have been made yet",
            ["True Answers", "True Allowed", "Unknown NotMinted", "False NotMinted", "False NotMinted"]
        ) { facts in
            facts.credentials = nil
        },
        Row(
            "the credentials last",
            ["True Answers", "True Allowed", "True Lasting", "True Healthy", "True Healthy"],
            .ready
        ) {
            $0.credentials = FactSamples.credentials(lifetime: nil)
        },
        Row("the credentials are due, and nobody has tried yet", yes + ["True Healthy", "True Healthy"], .ready) {
            facts in
            facts.credentials = FactSamples.credentials(issuedAt: facts.now - .seconds(900))
        },
        Row(
            "the credentials could not be replaced, and are still good",
            ["True Answers", "True Allowed", "True Expiring", "True Healthy", "True Healthy"],
            .ready
        ) { facts in
            facts.credentials = FactSamples.credentials(issuedAt: facts.now - .seconds(900))
            facts.mintingProblem = "the server will not"
        },
        Row(
            "the credentials have ended",
            ["True Answers", "True Allowed", "False Expired", "False Expired", "False Expired"]
        ) { facts in
            facts.credentials = FactSamples.credentials(issuedAt: facts.now - .seconds(1_000))
            facts.mintingProblem = "the server will not"
        },
        Row("the bootstrap Secret is gone, which hurts nobody", yes + ["True Healthy", "True Healthy"], .ready) {
            facts in
            facts.bootstrapProblem = "there is no Secret"
        },
        Row(
            "something else has to happen first",
            ["Unknown NotLookedAt", "Unknown NotChecked", "Unknown NotMinted", "False BootstrapMissing"]
                + ["False BootstrapMissing"]
        ) { facts in
            facts = DataplaneFacts(facts.dataplane, now: facts.now)
            facts.hindrance = .waiting(reason: "BootstrapMissing", message: "there is no Secret")
        },
        Row(
            "somebody has to change something",
            ["Unknown NotLookedAt", "Unknown NotChecked", "True Minted", "False IdentityMismatch"]
                + ["False IdentityMismatch"],
            .stalled
        ) { facts in
            facts.report = nil
            facts.hindrance = .stalled(reason: "IdentityMismatch", message: "another cluster")
        },
        Row(
            "it is paused",
            ["Unknown NotLookedAt", "Unknown NotChecked", "True Minted", "False Paused", "False Paused"]
        ) { facts in
            facts.report = nil
            facts.hindrance = .paused
        },
        Row(
            "it is paused, and was ready",
            ["Unknown NotLookedAt", "Unknown NotChecked", "True Minted", "False Paused", "True Paused"],
            .ready,
            dataplane: FactSamples.dataplane { $0.status.conditions = [Condition("Ready", .yes, reason: "Healthy")] }
        ) { facts in
            facts.report = nil
            facts.hindrance = .paused
        },
        Row(
            "it is to get nothing, and could take something",
            yes + ["False Disabled", "True Disabled"],
            .ready,
            dataplane: FactSamples.dataplane { $0.spec.enabled = false }
        ) { _ in },
        Row(
            "it is to get nothing, and could take nothing",
            ["False DNS", "Unknown NotReachable", "True Minted", "False Disabled", "False DNS"],
            dataplane: FactSamples.dataplane { $0.spec.enabled = false }
        ) { facts in
            facts.report = FactSamples.report(FactSamples.down, failing(.dns))
        },
        Row(
            "the operator was restarted, and one look has failed: what was known stands",
            yes + ["True Healthy", "True Healthy"],
            .ready,
            dataplane: FactSamples.dataplane {
                $0.status.conditions = [Condition("Authorized", .yes, reason: "Allowed")]
            }
        ) { facts in
            facts.settlement = nil
            facts.report = FactSamples.report(.init(verdict: .up, failures: 1), failing(.timeout))
        },
        Row(
            "the operator was restarted, and a payload was not served",
            yes + ["False PayloadNotServed", "False PayloadNotServed"],
            dataplane: FactSamples.dataplane {
                $0.status.conditions = [
                    Condition("Authorized", .yes, reason: "Allowed"),
                    Condition(
                        "Schedulable",
                        .no,
                        reason: "PayloadNotServed",
                        message: "the dataplane does not serve Job"
                    ),
                ]
            }
        ) { facts in
            facts.settlement = nil
        },
    ]

    @Test("follows from what is known", arguments: rows)
    func row(_ row: Row) throws {
        var facts = try FactSamples.well(row.dataplane)
        try row.change(&facts)
        let status = facts.status()
        let types = ["Reachable", "Authorized", "CredentialsValid", "Schedulable", "Ready"]
        let found = types.map { type in
            status.conditions[type].map { "\($0.status.rawValue) \($0.reason)" } ?? "there is none"
        }
        #expect(found == row.conditions)
        #expect(status.conditions.isTrue("Stalled") == (row.verdict == .stalled))
        #expect(status.conditions.isTrue("Reconciling") == (row.verdict == .reconciling))
        #expect(status.conditions["Paused"]?.status == (row.name.hasPrefix("it is paused") ? .yes : .no))
        // Whatever is said is said of this generation, with a reason that the API takes and a message where it is bad news.
        #expect(status.observedGeneration == 7)
        for condition in status.conditions {
            #expect(condition.observedGeneration == 7, "\(condition.type)")
            #expect(
                condition.reason.first?.isLetter == true && condition.lastTransitionTime != nil,
                "\(condition.type)"
            )
            let isNews = condition.status == .no && !["NotPaused", "NotReachable"].contains(condition.reason)
            #expect(!isNews || !condition.message.isEmpty, "\(condition.type)")
        }
    }

    @Test("is what the definition of the kind allows, and is read again as it was written", arguments: rows)
    func schema(_ row: Row) throws {
        var facts = try FactSamples.well(row.dataplane)
        try row.change(&facts)
        let status = facts.status()
        let manifest: JSONValue = [
            "apiVersion": "portolan.dev/v1alpha1",
            "kind": "DataplaneCluster",
            "metadata": ["name": "dataplane-1", "namespace": "flyte"],
            "spec": ["endpoint": .string(FactSamples.endpoint), "bootstrap": ["secretRef": ["name": "a"]]],
            "status": .object(status.json),
        ]
        #expect(DataplaneCluster.definition.problems(of: manifest) == [])
        #expect(try DataplaneCluster(parsing: manifest.serialized()).status == status)
    }

    @Test("does not move the times of conditions that hold on, and does of those that turn")
    func transitions() throws {
        var dataplane = FactSamples.dataplane()
        dataplane.status = try FactSamples.well().status()
        var facts = try FactSamples.well(dataplane)
        #expect(facts.status() == dataplane.status)
        facts = DataplaneFacts(dataplane, now: FactSamples.now + .seconds(60))
        facts.report = FactSamples.report(FactSamples.down, Self.failing(.tls))
        facts.credentials = FactSamples.credentials()
        let status = facts.status()
        #expect(status.conditions["Reachable"]?.lastTransitionTime == FactSamples.now + .seconds(60))
        #expect(status.conditions["CredentialsValid"]?.lastTransitionTime == FactSamples.now)
        #expect(status.clusterUID == "cluster-1" && status.kubernetesVersion == "v1.36.2", "what was found out stays")
    }

    @Test("keeps the times of looks as they are as long as nothing happens, and renews them now and then")
    func probe() throws {
        var dataplane = FactSamples.dataplane()
        dataplane.status = try FactSamples.well().status()
        let first = try #require(dataplane.status.probe)
        #expect(first.lastAt == FactSamples.now && first.latency == "12ms" && first.consecutiveSuccesses == 2)
        for (seconds, isSame) in [(5, true), (299, true), (301, false)] {
            var facts = try FactSamples.well(dataplane)
            let time = FactSamples.now + .seconds(seconds)
            facts.report?.look = FactSamples.look(at: time)
            #expect((facts.status().probe == first) == isSame, "after \(seconds) s")
        }
        var facts = try FactSamples.well(dataplane)
        facts.report = FactSamples.report(.init(verdict: .up, failures: 1), Self.failing(.timeout))
        #expect(facts.status().probe?.reason == "Timeout" && facts.status().probe?.consecutiveFailures == 1)
        facts.report = nil
        #expect(facts.status().probe == first, "what nobody looks at stays")
    }
}

// SPDX-License-Identifier: Apache-2.0

import FlyteSimulator
import JSONKit
import KubeClient
import KubeCore
import PortolanAPI
import TestSupport
import Testing

@testable import PortolanControllers

@Suite("Labels in flyteadmin", .tags(.network), .timeLimit(.minutes(2)))
struct FlyteLabelTests {
    private static func waitUntilSynced(_ stage: FlyteStage, _ names: String...) async throws {
        for name in names {
            try await eventually("\(name) is synced") { try await stage.condition("Synced", of: name) == "True Synced" }
        }
    }

    @Test("come, change and go on all three levels, and what was not Portolan's stays")
    func roundTrip() async throws {
        try await FlyteStage.run { stage in
            stage.simulator.edit { $0.put(.executionClusterLabel, .init("q"), "theirs") }
            try await stage.setDataplane("a", ["x": 1, "y": 1])
            try await stage.setLabel("project", "p", to: "x")
            try await stage.setLabel("domain", "p/d", to: "x")
            try await stage.setLabel("workflow", "p/d/pkg.mod.wf", to: "x")
            try await Self.waitUntilSynced(stage, "project", "domain", "workflow")
            #expect(stage.simulator.labels == ["p/d/pkg.mod.wf=x", "p/d=x", "q=theirs", "p=x"])
            let label = try #require(try await stage.label("workflow"))
            #expect(label.metadata.finalizers == [PortolanNames.finalizer])
            #expect(label.status.flyte?.row == .init(project: "p", domain: "d", workflow: "pkg.mod.wf", value: "x"))
            try await eventually("it is ready") {
                try await stage.condition("Ready", of: "workflow")?.hasPrefix("True") == true
            }
            try await stage.setLabel("domain", "p/d", to: "y")
            try await eventually("it is changed") { stage.simulator.labels.contains("p/d=y") }
            try await stage.deleteLabel("workflow")
            try await eventually("it is gone") { try await stage.label("workflow") == nil }
            #expect(stage.simulator.labels == ["p/d=y", "q=theirs", "p=x"])
        }
    }

    @Test("a wide one that goes takes no narrower one with it, whoever's that is")
    func cascade() async throws {
        try await FlyteStage.run { stage in
            stage.simulator.edit { $0.put(.executionClusterLabel, .init("p", "e", "theirs"), "z") }
            try await stage.setLabel("project", "p", to: "x")
            try await stage.setLabel("domain", "p/d", to: "y")
            try await Self.waitUntilSynced(stage, "project", "domain")
            try await stage.deleteLabel("project")
            try await eventually("it is gone") { try await stage.label("project") == nil }
            #expect(stage.simulator.labels == ["p/e/theirs=z", "p/d=y"])
        }
    }

    @Test("what somebody changes in flyteadmin is changed back, and said")
    func drift() async throws {
        try await FlyteStage.run { stage in
            try await stage.setLabel("l", "p", to: "x")
            try await Self.waitUntilSynced(stage, "l")
            stage.simulator.edit { $0.put(.executionClusterLabel, .init("p"), "theirs") }
            try await eventually("it is changed back") { stage.simulator.labels == ["p=x"] }
            stage.simulator.edit { $0.delete(.executionClusterLabel, .init("p")) }
            try await eventually("it is made again") { stage.simulator.labels == ["p=x"] }
            try await eventually("it is said") { try await stage.events(about: "l").contains("DriftRepaired") }
        }
    }

    @Test("flyteadmin may be away: everything else goes on, and it is told when it is back")
    func away() async throws {
        var options = FlyteStage.Options()
        options.labels.patience = .zero
        try await FlyteStage.run(options) { stage in
            try await stage.setDataplane("a", ["x": 1])
            try await stage.setLabel("early", "p", to: "x")
            try await Self.waitUntilSynced(stage, "early")
            stage.simulator.setAway(503)
            try await stage.setLabel("late", "q", to: "x")
            try await eventually("it says why") {
                try await stage.condition("Synced", of: "late") == "False ServerError"
            }
            #expect(try await stage.condition("Resolved", of: "late") == "True DataplanesAvailable")
            try await eventually("the other says it, too") {
                try await stage.condition("Synced", of: "early") == "False ServerError"
            }
            try await stage.deleteLabel("early")
            stage.simulator.setAway(nil)
            try await Self.waitUntilSynced(stage, "late")
            try await eventually("what had to wait is gone") { try await stage.label("early") == nil }
            #expect(stage.simulator.labels == ["q=x"])
        }
    }

    @Test("a short absence is nothing to write about on labels that it has")
    func shortAbsence() async throws {
        var options = FlyteStage.Options()
        options.labels.patience = .seconds(1_000_000)
        try await FlyteStage.run(options) { stage in
            try await stage.setLabel("early", "p", to: "x")
            try await Self.waitUntilSynced(stage, "early")
            stage.simulator.setAway(503)
            try await stage.setLabel("late", "q", to: "x")
            try await eventually("it says why") {
                try await stage.condition("Synced", of: "late") == "False ServerError"
            }
            #expect(try await stage.condition("Synced", of: "early") == "True Synced")
        }
    }

    @Test("what is about to be written in flyteadmin is written down before")
    func recorded() async throws {
        try await FlyteStage.run { stage in
            stage.simulator.setAway(503, only: "PUT")
            try await stage.setLabel("l", "p/d", to: "x")
            try await eventually("it was tried") { try await stage.condition("Synced", of: "l") == "False ServerError" }
            let label = try #require(try await stage.label("l"))
            #expect(label.metadata.finalizers == [PortolanNames.finalizer])
            #expect(label.status.flyte?.row == .init(project: "p", domain: "d", value: "x"))
            stage.simulator.setAway(nil)
            try await Self.waitUntilSynced(stage, "l")
            #expect(stage.simulator.labels == ["p/d=x"])
        }
    }

    @Test("rows of others that go with a deletion are written down before")
    func restoring() async throws {
        try await FlyteStage.run { stage in
            stage.simulator.edit { $0.put(.executionClusterLabel, .init("p", "e"), "theirs") }
            try await stage.setLabel("l", "p", to: "x")
            try await Self.waitUntilSynced(stage, "l")
            // The row goes, and nothing can be put back: the moment in which a process may end.
            stage.simulator.setAway(503, only: "PUT")
            try await stage.deleteLabel("l")
            try await eventually("all is gone") { stage.simulator.labels.isEmpty }
            let label = try #require(try await stage.label("l"))
            #expect(label.status.flyte?.restoring == [.init(project: "p", domain: "e", value: "theirs")])
            stage.simulator.setAway(nil)
            try await eventually("the label is gone") { try await stage.label("l") == nil }
            #expect(stage.simulator.labels == ["p/e=theirs"])
        }
    }

    @Test("of two for the same executions only the older is told, and the younger when that goes")
    func conflict() async throws {
        try await FlyteStage.run { stage in
            try await stage.setLabel("one", "p/d", to: "x")
            try await Self.waitUntilSynced(stage, "one")
            try await stage.setLabel("two", "p/d", to: "y")
            try await eventually("it is stalled") { try await stage.condition("Stalled", of: "two") == "True Conflict" }
            #expect(stage.simulator.labels == ["p/d=x"])
            #expect(try await stage.label("two")?.metadata.finalizers == [])
            try await stage.deleteLabel("one")
            try await Self.waitUntilSynced(stage, "two")
            #expect(stage.simulator.labels == ["p/d=y"])
            #expect(!stage.simulator.calls.contains { $0.method == "DELETE" })
        }
    }

    @Test("one refusal stops nobody else, and is mended when flyteadmin knows the project")
    func refusal() async throws {
        var options = FlyteStage.Options()
        options.projects = ["p"]
        try await FlyteStage.run(options) { stage in
            try await stage.setLabel("a", "unknown", to: "x")
            try await stage.setLabel("b", "p", to: "x")
            try await stage.setLabel("c", "p/d/w/launch-plan", to: "x")
            try await Self.waitUntilSynced(stage, "b")
            try await eventually("the refusal is said") {
                try await stage.condition("Synced", of: "a") == "False Refused"
            }
            #expect(
                try await stage.label("a")?.status.conditions["Synced"]?.message.contains("project [unknown]") == true
            )
            try await eventually("what is impossible is said") {
                try await stage.condition("Synced", of: "c") == "False LaunchPlanNotSupported"
            }
            #expect(stage.simulator.labels == ["p=x"])
            try await stage.deleteLabel("a")
            try await eventually("it can go") { try await stage.label("a") == nil }
        }
    }

    @Test("a label for other executions takes its row with it, and a paused one leaves it")
    func moved() async throws {
        try await FlyteStage.run { stage in
            try await stage.setLabel("l", "p/d", to: "x")
            try await Self.waitUntilSynced(stage, "l")
            try await stage.setLabel("l", "q/d", to: "x")
            try await eventually("the row has moved") { stage.simulator.labels == ["q/d=x"] }
            try await stage.setLabel("l", "r/d", to: "y", annotations: [PortolanNames.paused: "true"])
            try await stage.setLabel("other", "s", to: "x")
            try await Self.waitUntilSynced(stage, "other")
            #expect(stage.simulator.labels == ["q/d=x", "s=x"])
        }
    }

    @Test("a process that ended in the middle of a deletion leaves nothing lost")
    func crash() async throws {
        try await FlyteStage.run { stage in
            // As it is when the row was deleted and not yet put back: flyteadmin has nothing any more.
            try await stage.setLabel("project", "p", to: "x", annotations: [PortolanNames.paused: "true"])
            let finalizers = Patch.merge(["metadata": ["finalizers": [.string(PortolanNames.finalizer)]]])
            let (type, key) = (ExecutionClusterLabel.resourceType, stage.key("project"))
            _ = try await stage.admin.patch(type, key, finalizers, as: PartialObject.self)
            try await stage.deleteLabel("project")
            let record = Patch.merge([
                "status": [
                    "flyte": [
                        "row": ["project": "p", "value": "x"],
                        "restoring": [["project": "p", "domain": "d", "value": "theirs"]],
                    ]
                ]
            ])
            _ = try await stage.admin.patch(type, key, record, subresource: .status, as: PartialObject.self)
            let resume = Patch.merge(["metadata": ["annotations": .object([PortolanNames.paused: .null])]])
            _ = try await stage.admin.patch(type, key, resume, as: PartialObject.self)
            try await eventually("the label is gone") { try await stage.label("project") == nil }
            #expect(stage.simulator.labels == ["p/d=theirs"])
        }
    }

    @Test("where Flyte was switched off, nothing holds a label back")
    func switchedOff() async throws {
        var options = FlyteStage.Options()
        options.isToldLabels = false
        try await FlyteStage.run(options) { stage in
            try await stage.setLabel("l", "p", to: "x")
            let (type, key) = (ExecutionClusterLabel.resourceType, stage.key("l"))
            let finalizers = Patch.merge(["metadata": ["finalizers": [.string(PortolanNames.finalizer)]]])
            _ = try await stage.admin.patch(type, key, finalizers, as: PartialObject.self)
            try await stage.deleteLabel("l")
            try await eventually("it is gone") { try await stage.label("l") == nil }
        }
    }
}

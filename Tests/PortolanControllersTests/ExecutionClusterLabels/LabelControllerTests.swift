// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import KubeServer
import PortolanAPI
import TestSupport
import Testing

@Suite("The controller of labels", .tags(.network), .timeLimit(.minutes(2)))
struct LabelControllerTests {
    private static let withoutFlyte = {
        var options = FlyteStage.Options()
        options.isToldLabels = false
        return options
    }()

    @Test("says which dataplanes take a label's executions, and follows them")
    func shares() async throws {
        try await FlyteStage.run(Self.withoutFlyte) { stage in
            try await stage.setLabel("l", "p/d", to: "x")
            try await eventually("it goes nowhere") {
                try await stage.condition("Resolved", of: "l") == "False NoDataplane"
            }
            try await stage.setDataplane("a", ["x": 1])
            try await stage.setDataplane("b", ["x": 3])
            try await eventually("both share") {
                try await stage.label("l")?.status.dataplanes == [
                    .init("a", weight: 1, share: "0.25", schedulable: true),
                    .init("b", weight: 3, share: "0.75", schedulable: true),
                ]
            }
            #expect(try await stage.condition("Ready", of: "l") == "True DataplanesAvailable")
            try await stage.setHealth("b", false)
            try await eventually("one has it all") {
                try await stage.label("l")?.status.dataplanes.map(\.share) == ["1.00", "0.00"]
            }
            let label = try #require(try await stage.label("l"))
            #expect(label.metadata.finalizers.isEmpty && label.status.conditions["Synced"] == nil)
            #expect(label.status.observedGeneration == label.metadata.generation)
        }
    }

    @Test("of two for the same executions the older counts, until it goes")
    func conflict() async throws {
        try await FlyteStage.run(Self.withoutFlyte) { stage in
            try await stage.setDataplane("a", ["x": 1])
            try await stage.setLabel("one", "p/d", to: "x")
            try await stage.setLabel("two", "p/d", to: "x")
            try await eventually("the younger is stalled") {
                try await stage.condition("Stalled", of: "two") == "True Conflict"
            }
            #expect(try await stage.label("two")?.status.conditions["Stalled"]?.message.contains("\"one\"") == true)
            try await eventually("the older is fine") {
                try await stage.condition("Ready", of: "one")?.hasPrefix("True") == true
            }
            try await stage.deleteLabel("one")
            try await eventually("the younger counts") {
                try await stage.condition("Ready", of: "two")?.hasPrefix("True") == true
            }
            #expect(try await stage.condition("Stalled", of: "two") == nil)
        }
    }

    @Test("a change of a dataplane leads to writes only where a status changes")
    func noStorm() async throws {
        try await FlyteStage.run(Self.withoutFlyte) { stage in
            try await stage.setDataplane("a", ["x": 1])
            try await stage.setDataplane("b", ["y": 1])
            for number in 0..<20 { try await stage.setLabel("l-\(number)", "p-\(number)", to: number == 0 ? "y" : "x") }
            try await eventually("all are written") {
                stage.writes(["patch"], of: "executionclusterlabels").count >= 20
            }
            try await eventually("the last is ready") { try await stage.condition("Ready", of: "l-0") != nil }
            let before = stage.writes(["patch"], of: "executionclusterlabels").count
            // A change that routing does not see, and one that concerns a single label.
            try await stage.setHealth("a", true)
            try await stage.setHealth("b", false)
            try await eventually("the one is written") {
                try await stage.condition("Resolved", of: "l-0") == "False NoneSchedulable"
            }
            let writes = stage.writes(["patch"], of: "executionclusterlabels").dropFirst(before)
            #expect(Set(writes.compactMap { $0.object?.name }) == ["l-0"])
        }
    }

    @Test("a paused label is left alone, and who asks for a look is told of it")
    func paused() async throws {
        try await FlyteStage.run(Self.withoutFlyte) { stage in
            try await stage.setLabel("l", "p", to: "x", annotations: [PortolanNames.paused: "true"])
            try await eventually("it says so") { try await stage.condition("Paused", of: "l") == "True Paused" }
            #expect(try await stage.condition("Resolved", of: "l") == nil)
            try await stage.setLabel("l", "p", to: "x", annotations: [PortolanNames.reconcileAt: "12:00"])
            try await eventually("it was looked at") {
                try await stage.label("l")?.status.lastHandledReconcileAt == "12:00"
            }
            #expect(try await stage.condition("Paused", of: "l") == nil)
            #expect(try await stage.condition("Resolved", of: "l") == "False NoDataplane")
        }
    }
}

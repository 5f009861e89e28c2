// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeClient
import KubeCore
import KubeServer
import PortolanAPI
import TestSupport
import Testing

@Suite("An operator of the fleets of two namespaces", .timeLimit(.minutes(5)), .python)
struct SeveralFleetsTests {
    @Test("looks after both, sees no other, and goes on with one when the Role in the other is missing")
    func missingRole() async throws {
        let rendering = try await Rendering.of(.twoNamespaces)
        let configuration = try #require(try rendering.only("ConfigMap")["data"]?["configuration.yaml"]?.string)
        let withheld = rendering.documents.filter(Self.isOfTeamB)
        try #require(withheld.count == 2)
        let dataplane = try ControlPlane(ControlPlaneConfiguration())
        try await dataplane.whileItRuns { access in
            try await InstalledChart.with(rendering.documents.filter { !Self.isOfTeamB($0) }) { chart in
                let stage = Stage(
                    chart: chart,
                    process: try await OperatorProcess(in: chart, configuration: configuration),
                    configuration: configuration,
                    fleets: ["flyte", "team-b"],
                    dataplane: access,
                    flyte: nil
                )
                try await Self.register(stage)
                try await Self.expectOneFleet(stage)
                try await chart.apply(withheld)
                try await Self.expectBothFleets(stage)
                for fleet in stage.fleets { try await SampleDataplane(stage, in: fleet)?.delete() }
                stage.process.end()
                let places = Set(chart.accesses(of: InstalledChart.account).map(\.namespace))
                #expect(!places.contains("team-c"))
                #expect(
                    !chart.accesses(of: InstalledChart.account).contains {
                        $0.resource == "secrets" && $0.namespace == ""
                    }
                )
            }
        }
    }

    private static func isOfTeamB(_ object: JSONObject) -> Bool { object["metadata"]?["namespace"] == "team-b" }

    /// A dataplane of the same name in each namespace, also in one that nobody looks after.
    private static func register(_ stage: Stage) async throws {
        for fleet in stage.fleets + ["team-c"] { try await SampleDataplane(stage, in: fleet)?.register() }
    }

    private static func expectOneFleet(_ stage: Stage) async throws {
        let first = try #require(SampleDataplane(stage, in: "flyte"))
        try await first.waitUntil(schedulable: .yes)
        let ready = "http://\(try await stage.process.address(of: "answers"))/readyz"
        #expect(try await Curl.status("\(ready)?exclude=namespaces") == 200)
        #expect(try await Curl.status(ready) == 500)
        #expect(try await route(stage, to: "flyte") == 200)
        #expect(try await dataplanes(stage, of: "team-b") == 503)
        #expect(stage.process.log.contains(#"dataplaneclusters.portolan.dev in \"team-b\""#), "\(stage.process.log)")
    }

    private static func expectBothFleets(_ stage: Stage) async throws {
        let second = try #require(SampleDataplane(stage, in: "team-b"))
        try await second.waitUntil(schedulable: .yes)
        let ready = "http://\(try await stage.process.address(of: "answers"))/readyz"
        try await eventually("everything is known") { try await Curl.status(ready) == 200 }
        for fleet in stage.fleets { #expect(try await route(stage, to: fleet) == 200) }
        // What nobody looks after has no fleet, and nobody has touched it.
        #expect(try await dataplanes(stage, of: "team-c") == 200)
        #expect(try await route(stage, to: "team-c") == 503)
        let third = ObjectKey(namespace: "team-c", name: "dataplane-1")
        let untouched = try await stage.chart.admin.get(DataplaneCluster.self, third)
        #expect(untouched.status.conditions.isEmpty && untouched.metadata.finalizers.isEmpty)
    }

    private static func route(_ stage: Stage, to fleet: String) async throws -> Int {
        let body = #"{"namespace": "\#(fleet)", "label": "general", "execution": "e"}"#
        return try await ask(stage, "route", body, of: fleet)
    }

    /// No fleet has no dataplanes, and one that cannot be read has no answer.
    private static func dataplanes(_ stage: Stage, of fleet: String) async throws -> Int {
        try await ask(stage, "dataplanes?namespace=\(fleet)", of: fleet)
    }

    private static func ask(
        _ stage: Stage,
        _ path: String,
        _ body: String? = nil,
        of fleet: String
    ) async throws -> Int {
        let caller = ObjectKey(namespace: fleet, name: "flyteadmin")
        try await stage.chart.apply([Deed.account(caller), Deed.binding(of: caller)])
        let address = try await stage.process.address(of: "routes")
        let token = try await stage.chart.token(of: caller)
        return try await Curl.status("http://\(address)/v1/\(path)", token: token, body: body)
    }
}

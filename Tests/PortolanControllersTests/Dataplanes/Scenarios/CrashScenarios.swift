// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
import Dataplanes
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import PortolanAPI
import PortolanControllers
import Telemetry
import TestSupport
import Testing

@Suite("An operator that dies in the middle of a registration", .tags(.network), .timeLimit(.minutes(5)))
struct CrashScenarios {
    /// Where it dies: at one of the writes to the control plane, or to the dataplane, before or after it took effect.
    struct Point: CustomTestStringConvertible, Sendable {
        let isThere: Bool
        let moment: FaultEffect.Moment

        var testDescription: String {
            "at each write to the \(isThere ? "dataplane" : "control plane"), \(moment.rawValue) it has taken effect"
        }
    }

    static let points = [false, true].flatMap { isThere in
        [FaultEffect.Moment.before, .after].map { Point(isThere: isThere, moment: $0) }
    }

    @Test("leaves nothing that the next one does not finish, and nothing twice", arguments: points)
    func crash(_ point: Point) async throws {
        // A dataplane for each point: nothing of them is to be repaired while the others are made.
        try await DataplaneStage.run(.init(repairInterval: .seconds(600), breaks: .requests)) { stage in
            let plane = point.isThere ? stage.dataplanes[0] : stage.control
            var writes = 0
            // Until the writes of a whole registration have all been spared.
            while true {
                let name = "d\(writes)"
                let match = Self.match(point, name)
                plane.faults.replace(with: [FaultRule("crash", match, .cut(point.moment), skip: writes)])
                try await stage.register(name) {
                    $0["credentials"] = ["serviceAccount": stage.account("runner", in: name)]
                }
                try await eventually("it dies, or is done") {
                    let isDone = try await stage.dataplane(name)?.status.conditions.isTrue("Ready") == true
                    return isDone || plane.faults.rules.contains { $0.hits > 0 }
                }
                let isOver = plane.faults.rules.allSatisfy { $0.hits == 0 }
                try await stage.life.stop()
                plane.faults.replace(with: [])
                stage.life.start()
                try await Self.expectWhole(name, stage)
                guard !isOver else { break }
                writes += 1
            }
            print("crash \(point.testDescription): \(writes) points")
            #expect((3...15).contains(writes))
        }
    }

    /// How far a registration is when its control plane dies; a moment later it may be further.
    private static let moments: [@Sendable (DataplaneCluster) -> Bool] = [
        { _ in true }, { !$0.metadata.finalizers.isEmpty }, { $0.status.credentials != nil },
        { $0.status.conditions.isTrue("Ready") },
    ]

    @Test("and a control plane that dies: the operator goes on when it is back")
    func controlPlane() async throws {
        try await DataplaneStage.run(.init(breaks: .control)) { stage in
            for (number, isReached) in Self.moments.enumerated() {
                let name = "d\(number)"
                try await stage.register(name) {
                    $0["credentials"] = ["serviceAccount": stage.account("runner", in: name)]
                }
                try await stage.dataplane(name, isReached)
                try await stage.control.stop()
                stage.control.start()
                _ = try await stage.control.access
                try await Self.expectWhole(name, stage)
            }
        }
    }

    /// The operator's writes for one dataplane.
    private static func match(_ point: Point, _ name: String) -> FaultMatch {
        var match = FaultMatch(["create", "patch", "update", "delete"])
        match.userAgents = [point.isThere ? "portolan" : "operator"]
        match.resources =
            point.isThere
            ? ["namespaces", "serviceaccounts*", "*.rbac.authorization.k8s.io", "clusterrole*", "role*"]
            : ["dataplaneclusters*", "secrets"]
        return match
    }

    private static func expectWhole(_ name: String, _ stage: DataplaneStage) async throws {
        let dataplane = try await stage.ready(name)
        let admin = try await stage.dataplaneAdmin()
        for part in DataplaneFootprintParts.removable(of: dataplane) {
            let present = try await admin.findMetadata(part.type, part.key)
            #expect(present?.labels["app.kubernetes.io/managed-by"] == "portolan", "\(part.type.kind) of \(name)")
        }
        let secret = try await stage.credentials(of: name)
        #expect(secret?.metadata.controller?.uid == dataplane.metadata.uid)
        let user = try await stage.client(from: secret).selfReview().user.username
        #expect(user == "system:serviceaccount:\(stage.namespace)-\(name):runner")
        #expect(dataplane.status.credentials?.serviceAccount == "\(stage.namespace)-\(name)/runner")
    }
}

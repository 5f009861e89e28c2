// SPDX-License-Identifier: Apache-2.0

import KubeCore
import KubeRuntime
import PortolanAPI
import PortolanRouting
import RoutingService
import TestSupport
import Testing

@Suite("A board of fleets", .timeLimit(.minutes(1)))
struct FleetBoardTests {
    @Test("has the fleets of several stores, and is ready when all of them have been read")
    func several() async throws {
        let namespaces = ["east", "west"]
        let labels = namespaces.map { namespace in
            ObjectStore<ExecutionClusterLabel>(WatchScope(ExecutionClusterLabel.resourceType, namespace: namespace))
        }
        let dataplanes = namespaces.map { namespace in
            ObjectStore<DataplaneCluster>(WatchScope(DataplaneCluster.resourceType, namespace: namespace))
        }
        let board = FleetBoard(
            [FleetBoard.Stores(labels[0], dataplanes[0]), FleetBoard.Stores(labels[1], dataplanes[1])],
            RoutingSettings(),
            ReviewingServer().environment(ManualClock())
        )
        try await withThrowingTaskGroup { group in
            group.addTask { try await board.run() }
            for (number, namespace) in namespaces.enumerated() {
                #expect(!board.isReady)
                labels[number].fill([Self.label(namespace)])
                dataplanes[number].fill([Self.dataplane("dp-1", namespace)])
            }
            try await board.ready()
            #expect(board.atlas.namespaces == namespaces)
            for namespace in namespaces {
                let decision = try board.atlas[namespace].decide(RoutingRequest(project: "p"))
                #expect(decision.label == namespace && decision.dataplane == "dp-1")
            }
            dataplanes[1].apply(.upsert(Self.dataplane("dp-2", "west", version: 2)))
            try await eventually("a change in one of them is taken over") {
                board.atlas["west"].dataplaneCount == 2
            }
            #expect(board.atlas["east"].dataplaneCount == 1)
            group.cancelAll()
        }
    }

    private static func label(_ namespace: String) -> ExecutionClusterLabel {
        var label = ExecutionClusterLabel.to(namespace, project: "p")
        label.metadata.namespace = namespace
        return label
    }

    private static func dataplane(_ name: String, _ namespace: String, version: Int = 1) -> DataplaneCluster {
        var dataplane = DataplaneCluster.named(name, [DataplaneCluster.Label(namespace)], version: version)
        dataplane.metadata.namespace = namespace
        return dataplane
    }
}

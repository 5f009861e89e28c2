// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import HTTPServer
import JSONKit
import KubeCore
import KubeRuntime
import PortolanAPI
import PortolanRouting
import RoutingService
import TestSupport

/// The routing service on stores that a test fills, without a socket.
struct ServiceStage: Sendable {
    let labels: ObjectStore<ExecutionClusterLabel>
    let dataplanes: ObjectStore<DataplaneCluster>
    let clock = ManualClock()
    let server = ReviewingServer()
    let board: FleetBoard
    let client: InProcessClient
    let environment: RuntimeEnvironment

    init(
        _ settings: RoutingSettings = RoutingSettings(),
        of namespaces: [String] = [],
        isGuarded: Bool = false,
        age: Duration = .zero
    ) {
        labels = ObjectStore(WatchScope(ExecutionClusterLabel.resourceType, in: namespaces))
        dataplanes = ObjectStore(WatchScope(DataplaneCluster.resourceType, in: namespaces))
        environment = server.environment(clock)
        board = FleetBoard(labels, dataplanes, settings, environment)
        let endpoints = RoutingEndpoints(
            board,
            isGuarded ? .guarded(AccessGuard(environment)) : .everybody,
            RoutingMeter(environment.metrics, clock: clock, age: { age }),
            clock: clock,
            age: { age }
        )
        var router = HTTPRouter()
        endpoints.add(to: &router)
        client = InProcessClient(router.handler)
    }

    /// Fills the stores and runs a test while the board follows them.
    func run(
        _ labels: [ExecutionClusterLabel] = [],
        _ dataplanes: [DataplaneCluster] = [],
        _ body: @Sendable () async throws -> Void
    ) async throws {
        self.labels.part(0).fill(labels)
        self.dataplanes.part(0).fill(dataplanes)
        try await withThrowingTaskGroup { group in
            group.addTask { try await self.board.run() }
            try await board.ready()
            try await body()
            group.cancelAll()
        }
    }

    /// Posts a body as JSON.
    func post(_ path: String, _ body: String, token: String? = nil) async throws -> InProcessClient.Reply {
        var fields: HTTPFields = ["Content-Type": "application/json"]
        if let token { fields["Authorization"] = "Bearer \(token)" }
        return try await client.send(.post, path, fields: fields, body: Array(body.utf8))
    }
}

extension StorePart {
    /// A list of these, as a watcher would bring it.
    func fill(_ objects: [Object]) {
        apply(.begin)
        apply(.stage(objects))
        apply(.commit(ResourceVersion("1"), mayGoBack: false))
    }
}

extension ExecutionClusterLabel {
    /// A label for a project of the namespace `flyte`.
    static func to(_ value: String, project: String, domain: String? = nil, version: Int = 1) -> Self {
        var label = ExecutionClusterLabel()
        label.metadata = ObjectMeta(
            name: "\(project)-\(domain ?? "all")",
            namespace: "flyte",
            uid: "\(project)-\(domain ?? "all")",
            resourceVersion: ResourceVersion("\(version)")
        )
        label.spec.project = project
        label.spec.domain = domain
        label.spec.value = value
        return label
    }
}

extension DataplaneCluster {
    /// A dataplane of the namespace `flyte`, for the label `x` unless said otherwise.
    static func named(
        _ name: String,
        _ labels: [Label] = [Label("x")],
        schedulable: Condition.Status? = .yes,
        version: Int = 1
    ) -> Self {
        var cluster = DataplaneCluster()
        cluster.metadata = ObjectMeta(
            name: name,
            namespace: "flyte",
            uid: name,
            resourceVersion: ResourceVersion("\(version)")
        )
        cluster.spec.labels = labels
        if let schedulable {
            cluster.status.conditions = [Condition("Schedulable", schedulable, reason: "Probed")]
        }
        return cluster
    }
}

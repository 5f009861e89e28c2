// SPDX-License-Identifier: Apache-2.0

import Basics
import EventLoop
import HTTPClient
import HTTPCore
import HTTPServer
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import PortolanAPI
import PortolanRouting
import RoutingService
import Telemetry
import TestSupport
import Testing

/// An embedded API server, and a routing service on it that listens on a socket and lets in whom it knows.
struct RoutingStage: Sendable {
    /// The ways to both.
    struct Service: Sendable {
        let client: KubeClient
        let http: HTTPClient
        let url: HTTPURL
        let token: String
    }

    static let namespace = "default"

    private let server = RestartableServer(seed: 1)

    /// Runs a body when the service answers; everything ends with it.
    func run(_ body: @escaping @Sendable (Service) async throws -> Void) async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { try await server.run() }
            let loop = try EventLoop(name: "routing")
            let client = KubeClient(try await server.configuration, KubeClientOptions(userAgent: "admin"), on: loop)
            for definition in KindDefinition.all { try await Self.define(definition, client) }
            try await FleetOfTwoStates.make(client)
            let token = try await Self.token(client)

            let environment = RuntimeEnvironment(client: client)
            let stores = StoreCatalogue(environment)
            let board = FleetBoard(
                stores.store(of: ExecutionClusterLabel.self),
                stores.store(of: DataplaneCluster.self),
                RoutingSettings(),
                environment
            )
            group.addTask { await stores.run() }
            group.addTask { try await board.run() }
            try await board.ready()
            let http = HTTPServer(
                HTTPServerConfiguration(address: .internet(host: "127.0.0.1", port: 0)),
                handler: Self.router(board, environment).handler
            )
            let address = try await http.start()
            var options = HTTPClient.Configuration(userAgent: "caller")
            options.proxy = .none
            let service = Service(
                client: client,
                http: HTTPClient(options, on: loop),
                url: try HTTPURL(parsing: "http://\(address)/v1/route"),
                token: token
            )
            try await body(service)
            await http.stop()
            group.cancelAll()
        }
    }

    private static func router(_ board: FleetBoard, _ environment: RuntimeEnvironment) -> HTTPRouter {
        let endpoints = RoutingEndpoints(
            board,
            .guarded(AccessGuard(environment)),
            RoutingMeter(environment.metrics, clock: environment.clock, age: { .zero }),
            clock: environment.clock,
            age: { .zero }
        )
        var router = HTTPRouter()
        endpoints.add(to: &router)
        return router
    }

    private static func define(_ definition: KindDefinition, _ client: KubeClient) async throws {
        try await client.create(APIExtensionsV1.CustomResourceDefinition.resourceType, definition.manifest)
        try await eventually("\(definition.type.plural) are served") {
            (try? await client.list(definition.type, ListOptions(limit: 1), as: PartialObject.self)) != nil
        }
    }

    /// The token of a service account that may do everything.
    private static func token(_ client: KubeClient) async throws -> String {
        let account: JSONValue = ["metadata": ["name": "caller"]]
        try await client.create(CoreV1.ServiceAccount.resourceType, namespace: namespace, account)
        let group = "rbac.authorization.k8s.io"
        let type = ResourceType(
            GroupVersion(group: group, version: "v1"),
            kind: "ClusterRoleBinding",
            plural: "clusterrolebindings",
            scope: .cluster
        )
        let subject: JSONValue = ["kind": "ServiceAccount", "name": "caller", "namespace": .string(namespace)]
        let binding: JSONValue = [
            "metadata": ["name": "caller"], "subjects": [subject],
            "roleRef": ["apiGroup": .string(group), "kind": "ClusterRole", "name": "cluster-admin"],
        ]
        try await client.create(type, binding)
        return try await client.token(of: ObjectKey(namespace: namespace, name: "caller")).token.exposed
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import Dataplanes
internal import EventLoop
package import HTTPServer
internal import KubeClient
internal import KubeCore
package import KubeRuntime
internal import PortolanAPI
internal import PortolanControllers
internal import RoutingService
internal import Telemetry

/// What an operator is made of, in one process or beside other things in one.
package struct OperatorParts {
    /// All of it, for a group to run.
    package private(set) var services: [Service]
    /// Where the routing service listens, as soon as it does.
    package let routingAddress = Latch<SocketAddress>()
    /// Where `/metrics` and the like are, as soon as they are.
    package let metricsAddress = Latch<SocketAddress>()
    let configuration: OperatorConfiguration
    let environment: RuntimeEnvironment
    let stores: StoreCatalogue
    let board: FleetBoard
    let events: EventRecorder
    /// What stands before everything that only one process may do.
    let gate: LeaderGate
    private let election: LeaderElection?
    private var endpoints: ProcessEndpoints

    /// The parts that a configuration asks for; `ending` opens when the process begins to stop.
    package init(
        _ configuration: OperatorConfiguration,
        _ environment: RuntimeEnvironment,
        ending: Latch<Void>
    ) throws {
        self.configuration = configuration
        self.environment = environment
        stores = StoreCatalogue(environment)
        board = FleetBoard(
            stores.store(of: ExecutionClusterLabel.self, in: configuration.watchNamespaces),
            stores.store(of: DataplaneCluster.self, in: configuration.watchNamespaces),
            configuration.routing.settings,
            environment
        )
        let identity = ProcessIdentity.unique()
        var punctual = environment
        punctual.client = try environment.client.apart(named: "election")
        events = EventRecorder(.init(controller: "portolan.dev/operator", instance: identity), in: environment)
        election =
            configuration.leaderElection.isEnabled
            ? LeaderElection(
                ObjectKey(
                    namespace: configuration.leaderElection.namespace ?? environment.client.namespace,
                    name: configuration.leaderElection.name
                ),
                configuration.leaderElection.configuration(identity: identity),
                in: punctual,
                events: events
            ) : nil
        gate = election?.gate ?? .alwaysOpen(clock: environment.clock)
        endpoints = ProcessEndpoints(metrics: environment.metrics, logger: environment.logger)
        services = []
        endpoints.readiness.addShutdown(ending)
        try assemble()
        // What watches and writes waits for the API server most of its time. The lease does not hang upon how long a pass takes.
        services = services.map { service in
            [.caches, .workers].contains(service.stage) ? service.preferring(environment.client.loop) : service
        }
    }

    private mutating func assemble() throws {
        let pages = configuration.metrics.debug ? DebugPages() : nil
        endpoints.debug = pages
        services = [
            stores.service, events.service, board.service, MemoryUpkeep(clock: environment.clock).service,
        ]
        endpoints.readiness.add("stores") { [stores] in try stores.checkReadiness() }
        endpoints.readiness.add("namespaces") { [stores] in try stores.checkCompleteness() }
        endpoints.readiness.add("routing") { [board] in try board.checkReadiness() }
        if let pages { stores.addPage(to: pages) }
        try addRouting()
        addElection(pages)
        try addDataplanes(pages)
        services += try labelServices(pages)
        let address = try ListenAddress.socketAddress(configuration.metrics.bind, of: "metrics.bind")
        let serving = HTTPServerConfiguration(address: address, loopCount: 1)
        let (logger, metricsAddress) = (environment.logger, metricsAddress)
        services.append(
            .serving("endpoints", .endpoints, serving, handler: endpoints.handler) { address in
                logger.info("answers", ["address": "\(address)"])
                metricsAddress.set(address)
            }
        )
    }

    private mutating func addElection(_ pages: DebugPages?) {
        guard let election else { return }
        services.append(election.service)
        endpoints.liveness.add("election") { try election.checkHealth() }
        pages?.add("election") { election.page }
    }

    private mutating func addDataplanes(_ pages: DebugPages?) throws {
        guard configuration.dataplanes.isEnabled else { return }
        var settings = DataplaneSettings()
        settings.namespaces = configuration.watchNamespaces
        settings.addresses = AddressPolicy(allowing: configuration.dataplanes.allowedAddresses)
        settings.suspectShare = configuration.dataplanes.suspectShare
        settings.argoCDNamespace = configuration.dataplanes.argoCDNamespace
        settings.deletionPatience = configuration.dataplanes.deletionPatience
        settings.repairInterval = configuration.dataplanes.repairInterval
        let controller = DataplaneController(
            settings,
            stores,
            events,
            environment,
            gate: gate,
            on: try EventLoop(name: "dataplanes")
        )
        services += controller.services
        if let pages { controller.addPages(to: pages) }
    }

    /// The routing service, where it is to listen anywhere.
    private mutating func addRouting() throws {
        let routing = configuration.routing
        guard let bind = routing.bind else { return }
        let age = { @Sendable [stores, environment] in stores.age(at: environment.clock.now) }
        let paths = RoutingEndpoints(
            board,
            routing.access == .everybody ? .everybody : .guarded(AccessGuard(environment)),
            RoutingMeter(environment.metrics, clock: environment.clock, age: age),
            clock: environment.clock,
            age: age
        )
        var router = HTTPRouter()
        paths.add(to: &router)
        let address = try ListenAddress.socketAddress(bind, of: "routing.bind")
        var serving = HTTPServerConfiguration(address: address)
        serving.tls = routing.tls.map { TLSConfiguration(chain: .file(path: $0.certificate), key: .file(path: $0.key)) }
        let (logger, routingAddress) = (environment.logger, routingAddress)
        services.append(
            .serving("routing", .services, serving, handler: router.handler) { address in
                logger.info("routes", ["address": "\(address)"])
                routingAddress.set(address)
            }
        )
    }
}

extension FleetBoard {
    /// The board as a part of a process.
    fileprivate var service: Service {
        Service("fleets", .caches) {
            try await self.ready()
        } run: {
            try await self.run()
        }
    }
}

extension ListenAddress {
    /// Where a field of the configuration says that something listens.
    static func socketAddress(_ text: String, of field: String) throws -> SocketAddress {
        guard let address = ListenAddress(text) else {
            throw ConfigurationError(description: "\(field): \"\(text)\" is no address such as :8443 or 127.0.0.1:0")
        }
        return .internet(host: address.host, port: address.port)
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import EventLoop
internal import FileKit
internal import Glibc
internal import HTTPServer
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI
internal import RoutingService
internal import Telemetry

/// The operator as a program: the stores of Portolan's kinds, and what works on them.
package struct Operator: Sendable {
    /// What a person may say beside the configuration file.
    package struct Options: Sendable {
        /// The kubeconfig; nil for what the environment says, or the pod's service account.
        package var kubeconfig: String?
        /// The configuration file.
        package var configuration: String?
        /// In the place of what the file says.
        package var metricsBind: String?
        package var routingBind: String?

        package init() {}
    }

    private let configuration: OperatorConfiguration
    private let kubeconfig: String?

    /// An operator; an error says what is wrong with its configuration.
    package init(_ options: Options) throws {
        var configuration =
            try options.configuration.map { try OperatorConfiguration.read($0) }
            ?? OperatorConfiguration()
        if let bind = options.metricsBind { configuration.metrics.bind = bind }
        if let bind = options.routingBind { configuration.routing.bind = bind }
        self.configuration = configuration
        kubeconfig = options.kubeconfig
    }

    /// Works until a signal asks it to stop.
    package func run() async throws {
        DescriptorLimit.raise()
        let environment = try makeEnvironment()
        let stores = StoreCatalogue(environment)
        let ending = Latch<Void>()
        var services = [stores.service]
        var endpoints = ProcessEndpoints(metrics: environment.metrics, logger: environment.logger)
        endpoints.readiness.addShutdown(ending)
        endpoints.readiness.add("stores") { try stores.checkReadiness() }
        endpoints.debug = configuration.metrics.debug ? debugPages(stores) : nil
        services += try routingServices(stores, environment, &endpoints)
        let address = try Self.address(configuration.metrics.bind, of: "metrics.bind")
        services.append(
            endpoints.service(HTTPServerConfiguration(address: address, loopCount: 1), logger: environment.logger)
        )
        let group = ServiceGroup(
            services,
            process: .current(try ProcessSignals(hearing: [.interrupt, .terminate, .hangUp])),
            ending: ending,
            logger: environment.logger
        )
        try await group.run()
    }

    private func makeEnvironment() throws -> RuntimeEnvironment {
        let format = LogFormat.fitting(STDERR_FILENO, environment: ProcessEnvironment.current)
        let logging = Logging(
            levels: try LogLevels(parsing: configuration.logging.levels),
            sink: LineSink(format: format)
        )
        let logger = Logger(room: "portolan", logging)
        let server = try kubeconfig.map { try KubeConfiguration.kubeconfig(file: $0) } ?? KubeConfiguration.automatic()
        let client = KubeClient(server, KubeClientOptions(userAgent: "portolan"), on: try EventLoop(name: "client"))
        var environment = RuntimeEnvironment(client: client)
        environment.logger = logger
        environment.metrics = MetricRegistry(logger: logger)
        return environment
    }

    private func debugPages(_ stores: StoreCatalogue) -> DebugPages {
        let pages = DebugPages()
        stores.addPage(to: pages)
        return pages
    }

    /// The routing service, where it is to listen anywhere.
    private func routingServices(
        _ stores: StoreCatalogue,
        _ environment: RuntimeEnvironment,
        _ endpoints: inout ProcessEndpoints
    ) throws -> [Service] {
        let routing = configuration.routing
        guard let bind = routing.bind else { return [] }
        let board = FleetBoard(
            configuration.watchScopes.map { namespace in
                FleetBoard.Stores(
                    stores.store(of: ExecutionClusterLabel.self, namespace: namespace),
                    stores.store(of: DataplaneCluster.self, namespace: namespace)
                )
            },
            routing.settings,
            environment
        )
        endpoints.readiness.add("routing") { try board.checkReadiness() }
        let age = { @Sendable in stores.age(at: environment.clock.now) }
        let paths = RoutingEndpoints(
            board,
            routing.access == .everybody ? .everybody : .guarded(AccessGuard(environment)),
            RoutingMeter(environment.metrics, clock: environment.clock, age: age),
            clock: environment.clock,
            age: age
        )
        var router = HTTPRouter()
        paths.add(to: &router)
        var serving = HTTPServerConfiguration(address: try Self.address(bind, of: "routing.bind"))
        serving.tls = routing.tls.map { TLSConfiguration(chain: .file(path: $0.certificate), key: .file(path: $0.key)) }
        return [
            Service("fleets", .services) {
                try await board.ready()
            } run: {
                try await board.run()
            },
            .serving("routing", .services, serving, handler: router.handler) { [logger = environment.logger] address in
                logger.info("routes", ["address": "\(address)"])
            },
        ]
    }

    private static func address(_ text: String, of field: String) throws -> SocketAddress {
        guard let address = ListenAddress(text) else {
            throw ConfigurationError(description: "\(field): \"\(text)\" is no address such as :8443 or 127.0.0.1:0")
        }
        return .internet(host: address.host, port: address.port)
    }
}

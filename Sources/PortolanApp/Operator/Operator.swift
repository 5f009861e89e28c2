// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import EventLoop
internal import FileKit
internal import Glibc
internal import KubeClient
internal import KubeRuntime
internal import Telemetry

/// The operator as a program: `portolan controller`.
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
        let ending = Latch<Void>()
        let parts = try OperatorParts(configuration, environment, ending: ending)
        let group = ServiceGroup(
            parts.services,
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
}

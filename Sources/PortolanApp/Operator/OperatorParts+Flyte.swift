// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import EventLoop
internal import FileKit
internal import Flyte
internal import HTTPClient
internal import HTTPCore
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI
internal import PortolanControllers
internal import PortolanRouting

extension OperatorParts {
    /// What looks after labels and tells Flyte of the fleet; only the leader's works.
    func labelServices(_ pages: DebugPages?) throws -> [Service] {
        let labels = stores.store(of: ExecutionClusterLabel.self, in: configuration.watchNamespaces)
        let dataplanes = stores.store(of: DataplaneCluster.self, in: configuration.watchNamespaces)
        let flyte = configuration.flyte.isEnabled ? configuration.flyte : nil
        let told = flyte?.adminEndpoint == nil ? nil : flyte?.namespace
        let controller = LabelController(labels, dataplanes, flyteNamespace: told, environment, gate: gate).controller()
        if let pages { controller.addPage(to: pages) }
        guard let flyte else { return [controller.service] }
        let watched = configuration.watchNamespaces
        guard watched.isEmpty || watched.contains(flyte.namespace) else {
            let problem = "flyte.namespace: \"\(flyte.namespace)\" is none of watchNamespaces"
            throw ConfigurationError(description: problem)
        }
        let output = try flyteOutput(flyte, dataplanes)
        if let pages { output.addPage(to: pages) }
        guard let endpoint = flyte.adminEndpoint else { return [controller.service, output.service] }
        let admin = try Self.flyteAdmin(at: endpoint, tokenFile: flyte.adminTokenFile)
        let telling = FlyteLabelController(flyte.namespace, stores, labels, admin, events, environment, gate: gate)
            .controller()
        if let pages { telling.addPage(to: pages) }
        return [controller.service, output.service, telling.service]
    }

    private func flyteOutput(
        _ flyte: OperatorConfiguration.Flyte,
        _ dataplanes: ObjectStore<DataplaneCluster>
    ) throws -> Controller<CoreV1.Namespace> {
        var settings = FlyteOutputSettings(flyte.namespace, rollouts: flyte.rollouts)
        settings.defaultLabel = configuration.routing.settings.defaultLabel
        settings.takesOver = flyte.takesOver
        return try FlyteOutputController(settings, stores, dataplanes, events, environment, gate: gate)
            .controller()
    }

    private static func flyteAdmin(at endpoint: String, tokenFile: String?) throws -> FlyteAdmin {
        let token = tokenFile.map { Self.token(in: $0) }
        _ = try token?()
        let loop = try EventLoop(name: "flyteadmin")
        let client = HTTPClient(HTTPClient.Configuration(userAgent: "portolan"), on: loop)
        return FlyteAdmin(try HTTPURL(parsing: endpoint), token: token, client)
    }

    /// The token in a file, read for every request: kubelet writes another one into it from time to time.
    private static func token(in file: String) -> FlyteAdmin.TokenSource {
        {
            let text = String(decoding: try File.read(file), as: UTF8.self)
            return Secret(text.filter { !$0.isWhitespace })
        }
    }
}

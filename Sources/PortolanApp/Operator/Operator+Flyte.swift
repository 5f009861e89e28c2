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

extension Operator {
    /// What looks after labels and tells Flyte of the fleet; only the leader's works.
    func labelServices(
        _ stores: StoreCatalogue,
        _ events: EventRecorder,
        _ environment: RuntimeEnvironment,
        gate: LeaderGate? = nil
    ) throws -> [Service] {
        let flyte = configuration.flyte
        let labels = stores.store(of: ExecutionClusterLabel.self, namespace: configuration.namespace)
        let dataplanes = stores.store(of: DataplaneCluster.self, namespace: configuration.namespace)
        let isToldLabels = flyte.isEnabled && flyte.adminEndpoint != nil
        let controller = LabelController(labels, dataplanes, flyteNamespace: isToldLabels ? flyte.namespace : nil)
        var services = [controller.controller(environment, gate: gate).service]
        guard flyte.isEnabled else { return services }
        var settings = FlyteOutputSettings(flyte.namespace, rollouts: flyte.rollouts)
        settings.defaultLabel = configuration.routing.settings.defaultLabel
        settings.takesOver = flyte.takesOver
        let output = try FlyteOutputController(settings, stores, dataplanes, events, environment)
        services.append(output.controller(gate: gate).service)
        guard let endpoint = flyte.adminEndpoint else { return services }
        let admin = try Self.flyteAdmin(at: endpoint, tokenFile: flyte.adminTokenFile)
        let pushing = FlyteLabelController(
            flyte.namespace,
            stores,
            labels,
            admin,
            events,
            environment,
            gate: gate
        )
        return services + [pushing.controller().service]
    }

    private static func flyteAdmin(at endpoint: String, tokenFile: String?) throws -> FlyteAdmin {
        let token = try tokenFile.map { file in
            Secret(String(decoding: try File.read(file), as: UTF8.self).filter { !$0.isWhitespace })
        }
        let client = HTTPClient(
            HTTPClient.Configuration(userAgent: "portolan"),
            on: try EventLoop(name: "flyteadmin")
        )
        return FlyteAdmin(try HTTPURL(parsing: endpoint), token: token, client)
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import EventLoop
internal import FileKit
internal import HTTPCore
internal import JSONKit
internal import KubeClient
internal import KubeCore
internal import PortolanAPI

/// `portolan controller` on `portolan apiserver`, with many dataplanes that are a few other `portolan apiserver`s.
///
/// Each dataplane has its own connections, role and token; that one process answers for a hundred of them is part of the wall
/// time, and takes nothing from what the operator does.
final class RegisteredFleet {
    /// What one run of an operator has cost.
    struct Report {
        /// Without dataplanes: the memory, and the processor time of a second, in milliseconds.
        var emptyBytes = 0.0
        var emptyProcessor = 0.0
        /// From the first object that is made until all dataplanes take work.
        var registerMilliseconds = 0.0
        var registerProcessor = 0.0
        /// With all dataplanes.
        var fullBytes = 0.0
        var fullProcessor = 0.0
    }

    private static let namespace = "fleet"
    private static let lanes = 32
    /// How many API servers stand for the dataplanes: one with the roles of all would be slow of its own.
    private static let servers = 10

    private let scale: DataplaneScale
    private let program: String
    private var known: Report?

    init(_ scale: DataplaneScale, program: String) {
        self.scale = scale
        self.program = program
    }

    /// Runs the operator once, whoever asks first.
    func report() async throws -> Report {
        if let known { return known }
        let report = try await run()
        known = report
        return report
    }

    private func run() async throws -> Report {
        let control = try ServerKind.portolan(program: program).start()
        let servers = try (0..<Self.servers).map { _ in try ServerKind.portolan(program: program).start() }
        // They end with the last reference to them.
        defer { withExtendedLifetime((control, servers)) {} }
        for server in servers + [control] { try await server.waitUntilReady() }
        let loop = try EventLoop(name: "fleet")
        let client = KubeClient(try .kubeconfig(file: control.kubeconfig), .forLoad, on: loop)
        try await FleetFilling(client: client, objects: 0).run()
        try await FleetFilling.define(DataplaneCluster.definition, by: client)
        try await client.create(
            CoreV1.Namespace.resourceType,
            ["metadata": ["name": .string(Self.namespace)]] as JSONValue
        )
        var endpoints: [String] = []
        for (number, server) in servers.enumerated() {
            try await makeBootstrap(number, client, try File.read(server.kubeconfig))
            endpoints.append(try KubeConfiguration.kubeconfig(file: server.kubeconfig).server.origin)
        }
        let settings = "dataplanes: { allowedAddresses: [127.0.0.0/8] }"
        let controller = try OperatorProcess(program, kubeconfig: control.kubeconfig, settings: settings)
        try await controller.line(with: "leads")
        var report = Report()
        report.emptyProcessor = try await idleProcessor(of: controller)
        report.emptyBytes = controller.residentBytes
        let before = controller.processorMilliseconds
        let start = ContinuousClock.now
        try await register(client, endpoints)
        report.registerMilliseconds = start.duration(to: .now) / .milliseconds(1)
        report.registerProcessor = controller.processorMilliseconds - before
        report.fullProcessor = try await idleProcessor(of: controller)
        report.fullBytes = controller.residentBytes
        return report
    }

    private func makeBootstrap(_ number: Int, _ client: KubeClient, _ kubeconfig: [UInt8]) async throws {
        let secret: JSONValue = [
            "metadata": ["name": .string("bootstrap-\(number)")],
            "data": ["kubeconfig": .string(Base64.standard.encode(kubeconfig))],
        ]
        try await client.create(CoreV1.Secret.resourceType, namespace: Self.namespace, secret)
    }

    /// Makes the dataplanes, and waits until the last of them takes work.
    private func register(_ client: KubeClient, _ endpoints: [String]) async throws {
        try await withThrowingTaskGroup { [scale] group in
            for lane in 0..<Self.lanes {
                group.addTask {
                    for number in stride(from: lane, to: scale.dataplanes, by: Self.lanes) {
                        try await Self.make(number, endpoints, client)
                    }
                }
            }
            try await group.waitForAll()
        }
        let deadline = ContinuousClock.now.advanced(by: .seconds(300))
        while true {
            let all = try await client.list(
                DataplaneCluster.resourceType,
                namespace: Self.namespace,
                as: DataplaneCluster.self
            )
            let waiting = all.items.filter { !$0.status.conditions.isTrue(DataplaneCluster.ConditionType.schedulable) }
            guard !waiting.isEmpty else { return }
            guard ContinuousClock.now < deadline else {
                throw BenchError(.badAnswers, "\(waiting.count) dataplanes take no work after five minutes")
            }
            try await Task.sleep(for: .milliseconds(250))
        }
    }

    private static func make(_ number: Int, _ endpoints: [String], _ client: KubeClient) async throws {
        let server = number % endpoints.count
        let key = ObjectKey(namespace: namespace, name: "dataplane-\(number)")
        var object = DynamicObject(DataplaneCluster.resourceType, key)
        object["spec"] = [
            "endpoint": .string(endpoints[server]),
            "bootstrap": ["secretRef": ["name": .string("bootstrap-\(server)")]],
            "labels": [["name": .string("label-\(number % 20)")]],
            "payloads": [["apiGroup": "batch", "kind": "Job"]],
        ]
        _ = try await client.create(
            DataplaneCluster.resourceType,
            namespace: namespace,
            object,
            as: PartialObject.self
        )
    }

    /// The processor time of a second in which nothing happens but what the operator does of its own.
    private func idleProcessor(of process: OperatorProcess) async throws -> Double {
        try await Task.sleep(for: .seconds(2))
        let before = process.processorMilliseconds
        try await Task.sleep(for: .seconds(scale.idleSeconds))
        return (process.processorMilliseconds - before) / Double(scale.idleSeconds)
    }
}

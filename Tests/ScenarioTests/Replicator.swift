// SPDX-License-Identifier: Apache-2.0

import Basics
import EventLoop
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import Synchronization

/// A whole runtime whose controller copies config maps from one namespace to another.
final class Replicator: Sendable {
    static let namespace = "copies"

    let name: String
    let election: LeaderElection
    private let group: ServiceGroup
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(_ name: String, _ configuration: KubeConfiguration, _ loop: EventLoop, _ ledger: Ledger, lease: Duration) {
        var options = KubeClientOptions(userAgent: name)
        options.requestTimeout = .seconds(10)
        let environment = RuntimeEnvironment(client: KubeClient(configuration, options, on: loop))
        let stores = StoreCatalogue(environment)
        let sources = stores.store(of: CoreV1.ConfigMap.self, in: [Writer.namespace])
        let copies = stores.store(of: CoreV1.ConfigMap.self, in: [Self.namespace])
        var times = ElectionConfiguration(identity: name)
        times.leaseDuration = lease
        times.renewDeadline = lease * 2 / 3
        times.retryPeriod = lease / 8
        times.safetyMargin = lease / 15
        let election = LeaderElection(ObjectKey(namespace: "default", name: "replicator"), times, in: environment)
        let controller = Controller(
            "replicator",
            of: sources,
            triggers: [
                .changes(of: copies) { [ObjectKey(namespace: Writer.namespace, name: $0.key.name)] }
            ],
            environment,
            gate: election.gate
        ) { pass in
            try await ledger.look(at: pass.key, name) { try await Self.copy(pass, copies) }
        }
        self.name = name
        self.election = election
        group = ServiceGroup(
            [stores.service, election.service, controller.service],
            process: ServiceGroup.Process(
                nextSignal: {
                    try? await Task.sleep(for: .seconds(86_400))
                    return nil
                },
                exit: { _ in }
            )
        )
    }

    private static func copy(
        _ pass: Pass<CoreV1.ConfigMap>,
        _ copies: ObjectStore<CoreV1.ConfigMap>
    ) async throws -> PassOutcome {
        let key = ObjectKey(namespace: namespace, name: pass.key.name)
        guard let source = pass.object else {
            if let copy = copies.snapshot[key] {
                try await pass.writer.delete(CoreV1.ConfigMap.resourceType, copy.metadata)
            }
            return .done
        }
        var copy = DynamicObject(CoreV1.ConfigMap.resourceType, key)
        copy["data"] = .object(JSONObject(source.data))
        try await pass.writer.apply(CoreV1.ConfigMap.resourceType, copy)
        return .done
    }

    /// Runs until the group ends by itself, or the task is cancelled, which is as good as being killed.
    func run() async {
        try? await group.run()
    }
}

extension JSONObject {
    fileprivate init(_ texts: [String: String]) {
        self.init()
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) { self[name] = .string(text) }
    }
}

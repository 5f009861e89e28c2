// SPDX-License-Identifier: Apache-2.0

import EventLoop
import KubeClient
import KubeRuntime
import Telemetry

let client = KubeClient(
    try .automatic(),
    KubeClientOptions(userAgent: "config-map-replicator/1"),
    on: try EventLoop(name: "replicator")
)
var environment = RuntimeEnvironment(client: client)
environment.logger = Logger(room: "replicator", Logging(levels: LogLevels(.info), sink: LineSink(format: .json)))

let stores = StoreCatalogue(environment)
let controller = try Replicator.controller(stores, environment)
let signals = try ProcessSignals()

try await withThrowingTaskGroup { group in
    group.addTask { await stores.run() }
    group.addTask {
        _ = await signals.next()
        controller.drain()
    }
    // Until it is asked to stop, and has finished what it had begun.
    try await controller.run()
    group.cancelAll()
}

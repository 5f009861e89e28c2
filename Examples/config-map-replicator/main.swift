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
let process = ServiceGroup(
    [stores.service, controller.service],
    process: .current(try ProcessSignals()),
    logger: environment.logger
)
try await process.run()

// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeRuntime
internal import Telemetry

extension RuntimeEnvironment {
    /// The world as a simulated process sees it.
    init(_ process: SimulatedProcess, _ scheduler: Scheduler) {
        self.init(client: process.client)
        clock = process.clock
        wallClock = process.clock.wallClock
        random = RandomSource { scheduler.draw { $0.next() } }
    }
}

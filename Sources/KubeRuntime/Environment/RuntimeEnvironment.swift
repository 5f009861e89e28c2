// SPDX-License-Identifier: Apache-2.0

package import Basics
package import KubeClient
package import Telemetry

/// What the components of a runtime share, and all through which they touch the world: a server, time, chance, and those
/// who want to know.
///
/// With clocks, chance and a transport of a test's own, the whole runtime does the same thing again.
package struct RuntimeEnvironment: Sendable {
    /// The API server.
    package var client: KubeClient
    /// What is measured and waited with.
    package var clock: any MonotonicClock = ContinuousClock()
    /// The time that is written down.
    package var wallClock = WallClock.system
    /// Where random numbers come from.
    package var random = RandomSource.system
    /// Where lines go.
    package var logger = Logger.silent
    /// Where figures go.
    package var metrics = MetricRegistry()

    /// The machine's own time and chance, with lines and figures that go nowhere.
    package init(client: KubeClient) {
        self.client = client
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

/// One or two whole runtimes with one lease, a server that fails in every way, people who write, and somebody who kills,
/// stops and pauses processes at any moment.
package enum RuntimeScenario: Scenario {
    package static let name = "runtimes"

    package static func run(seed: UInt64, keepsTrace: Bool) -> Verdict {
        let world = World(seed: seed, keepsTrace: keepsTrace, meddle: true)
        let fleet = RuntimeFleet(world)
        world.storm { fleet.disturb() }
        fleet.calm()
        world.expect("everything is as it would be without misfortunes", within: .seconds(2_400)) { fleet.isFinished }
        fleet.checkWrites()
        fleet.stop()
        world.expect("the processes end when they are asked to", within: .seconds(40)) { fleet.isOver }
        world.expectNobodyLeft()
        return Verdict(world.scheduler, world.server)
    }
}

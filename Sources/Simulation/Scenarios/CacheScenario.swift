// SPDX-License-Identifier: Apache-2.0

internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import Synchronization

/// A process that keeps two stores, a server that fails in every way, and people who write.
package enum CacheScenario: Scenario {
    package static let name = "caches"

    package static func run(seed: UInt64, keepsTrace: Bool) -> Verdict {
        let world = World(seed: seed, keepsTrace: keepsTrace, meddle: true)
        let mayDie = world.chance(0.3)
        var keeper = Keeper(world, run: 1)
        var runs = 1
        world.storm {
            if mayDie, world.chance(0.02) {
                keeper.process.kill()
                runs += 1
                keeper = Keeper(world, run: runs)
            }
            if world.chance(0.01) {
                world.scheduler.pause(keeper.process.lane, for: .seconds(30))
            }
        }
        world.expect("the stores show what there is", within: .seconds(1_500)) { keeper.isUpToDate }
        keeper.process.stop()
        world.expect("the process ends when it is asked to", within: .seconds(70)) { keeper.process.isOver }
        world.expectNobodyLeft()
        return Verdict(world.scheduler, world.server)
    }
}

/// A process with a store of widgets and one of their children, which are compared with the truth whenever they change.
private final class Keeper: Sendable {
    let process: SimulatedProcess
    private let world: World
    private let widgets: ObjectStore<Widget>
    private let children: ObjectStore<CoreV1.ConfigMap>

    init(_ world: World, run: Int) {
        self.world = world
        let process = SimulatedProcess("keeper \(run)", world.server)
        let environment = RuntimeEnvironment(process, world.scheduler)
        let pageSize = world.scheduler.draw { Int.random(in: 1...6, using: &$0) }
        let streams = world.chance(0.7)
        let catalogue = StoreCatalogue(environment) { configuration in
            configuration.pageSize = pageSize
            configuration.usesStreamingLists = streams
        }
        self.process = process
        widgets = catalogue.store(of: Widget.self)
        children = catalogue.store(of: CoreV1.ConfigMap.self)
        let (widgets, children) = (widgets, children)
        process.start { process in
            await withDiscardingTaskGroup { group in
                group.addTask { await catalogue.run() }
                group.addTask { await CacheOracle(world.server, "widgets", owner: process.name).watch(widgets) }
                group.addTask {
                    await CacheOracle(world.server, "configmaps", owner: process.name).watch(children)
                }
            }
        }
    }

    /// Whether both stores show what is true now.
    var isUpToDate: Bool {
        let store = world.server.store
        let truth = (store.shelves["widgets"]?.versions, store.shelves["configmaps"]?.versions)
        return widgets.isSynced && children.isSynced && truth.0 == widgets.snapshot.versions
            && truth.1 == children.snapshot.versions
    }
}

extension ModelShelf {
    /// The version of each object, in the order of the keys.
    var versions: [String] { objects.inOrder.map { "\($0.key) \($0.version)" } }
}

extension ObjectSnapshot {
    var versions: [String] { all.map { "\($0.key) \($0.metadata.resourceVersion?.text ?? "")" } }
}

// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import Synchronization

/// A controller that visits many objects, and the changes that make it visit some of them again.
struct ControllerLoad: Sendable {
    let client: KubeClient
    let objects: Int
    let changes: Int

    /// Makes the objects that are missing.
    func fill() async throws {
        let type = APIExtensionsV1.CustomResourceDefinition.resourceType
        _ = try? await client.create(type, FleetShip.definition, as: PartialObject.self)
        while (try? await client.list(FleetShip.resourceType, ListOptions(limit: 1), as: FleetShip.self)) == nil {
            try await Task.sleep(for: .milliseconds(20))
        }
        await withDiscardingTaskGroup { group in
            for lane in 0..<16 {
                group.addTask {
                    for number in stride(from: lane, to: objects, by: 16) {
                        let object = FleetShip.object(number)
                        let namespace = FleetShip.namespace
                        _ = try? await client.create(
                            FleetShip.resourceType,
                            namespace: namespace,
                            object,
                            as: PartialObject.self
                        )
                    }
                }
            }
        }
    }

    /// Visits all objects, writes their status once, and then makes changes one after the other.
    func measure() async throws -> ControllerLoadReport {
        var report = ControllerLoadReport()
        report.residentBytesBefore = ProcessFigures.residentBytes(of: "self") ?? 0
        let visits = Visits()
        let environment = RuntimeEnvironment(client: client)
        let stores = StoreCatalogue(environment)
        let ships = stores.store(of: FleetShip.self)
        let isWriting = Latch<Void>()
        var settings = ControllerSettings()
        settings.workers = 16
        settings.minimumInterval = .zero
        let start = ContinuousClock.now
        let processorBefore = ProcessFigures.processorMilliseconds()
        let controller = Controller("bench", of: ships, where: .generationChanged, environment, settings: settings) {
            if isWriting.value != nil { try await $0.writer.applyStatus(["phase": "written"]) }
            visits.visited()
            return .done
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await stores.run() }
            group.addTask { try await controller.run() }
            try await visits.reach(objects)
            report.visitMilliseconds = start.duration(to: .now) / .milliseconds(1)
            report.visitProcessorMilliseconds = ProcessFigures.processorMilliseconds() - processorBefore
            report.peakBytes = ProcessFigures.peakBytes() ?? 0
            report.residentBytes = ProcessFigures.residentBytes(of: "self") ?? 0
            report.latencies = try await changeOneByOne(visits)
            isWriting.open()
            report.statusWritesPerSecond = try await visitAgain(controller, visits)
            let idleBefore = ProcessFigures.processorMilliseconds()
            try await Task.sleep(for: .seconds(5))
            report.idleProcessorMilliseconds = (ProcessFigures.processorMilliseconds() - idleBefore) / 5
            group.cancelAll()
        }
        return report
    }

    /// How many objects have their status written in a second.
    private func visitAgain(_ controller: Controller<FleetShip>, _ visits: Visits) async throws -> Double {
        let (count, writes) = (visits.count, min(objects, 5_000))
        let start = ContinuousClock.now
        for number in 0..<writes { controller.look(at: FleetShip.key(number)) }
        try await visits.reach(count + writes)
        return Double(writes) / (start.duration(to: .now) / .seconds(1))
    }

    /// How long it takes from the answer to a write to the pass that it leads to.
    private func changeOneByOne(_ visits: Visits) async throws -> [Duration] {
        var latencies: [Duration] = []
        for number in 0..<changes {
            let key = FleetShip.key(number * 37 % objects)
            let count = visits.count
            let patch = Patch.merge(["spec": ["weight": .number(JSONNumber(number + 100))]])
            let sent = ContinuousClock.now
            try await client.patch(FleetShip.resourceType, key, patch, as: PartialObject.self)
            try await visits.reach(count + 1)
            latencies.append(sent.duration(to: visits.lastAt))
        }
        return latencies
    }
}

/// Counts visits, and says when there were enough.
private final class Visits: Sendable {
    private let state = Mutex((count: 0, lastAt: ContinuousClock.now))
    private let bell = Bell()
    private let wanted = Mutex(Int.max)

    var count: Int { state.withLock { $0.count } }
    var lastAt: ContinuousClock.Instant { state.withLock { $0.lastAt } }

    func visited() {
        let count = state.withLock { state in
            state.count += 1
            state.lastAt = .now
            return state.count
        }
        if count >= wanted.withLock({ $0 }) { bell.ring() }
    }

    func reach(_ count: Int) async throws {
        wanted.withLock { $0 = count }
        try await bell.wait { self.count >= count ? () : nil }
    }
}

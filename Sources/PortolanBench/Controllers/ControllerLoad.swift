// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI

/// A controller that visits many objects, is told of changes, and writes what it has seen.
struct ControllerLoad: Sendable {
    let client: KubeClient
    let objects: Int
    let changes: Int
    let writes: Int
    /// What tells the writes of this run from those of others.
    private let run = "\(UInt32.random(in: 1...UInt32.max))"
    private let visits = Visits()
    private let isWriting = Latch<Void>()

    init(client: KubeClient, objects: Int, changes: Int, writes: Int) {
        self.client = client
        self.objects = objects
        self.changes = changes
        self.writes = min(writes, objects)
    }

    /// Visits all objects; makes changes one after the other; writes the status of many; and does nothing for a while.
    ///
    /// When all objects have been visited, `visited` is called.
    func measure(visited: () throws -> Void) async throws -> ControllerLoadReport {
        var report = ControllerLoadReport()
        report.residentBytesBefore = ProcessFigures.residentBytes(of: "self") ?? 0
        let environment = RuntimeEnvironment(client: client)
        let stores = StoreCatalogue(environment)
        let labels = stores.store(of: ExecutionClusterLabel.self)
        let controller = controller(of: labels, environment)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            // As the operator has it.
            group.addTask(executorPreference: client.loop) { await stores.run() }
            group.addTask(executorPreference: client.loop) { try await controller.run() }
            try await visits.reach(objects)
            report.visitProcessorMilliseconds = ProcessFigures.processorMilliseconds()
            try visited()
            report.residentBytes = ProcessFigures.residentBytes(of: "self") ?? 0
            report.peakBytes = ProcessFigures.peakBytes() ?? 0
            report.latencies = Latencies(try await changeOneByOne())
            isWriting.open()
            try await write(controller, labels, into: &report)
            report.idleProcessorMilliseconds = try await idle()
            group.cancelAll()
            return report
        }
    }

    private func controller(
        of labels: ObjectStore<ExecutionClusterLabel>,
        _ environment: RuntimeEnvironment
    ) -> Controller<ExecutionClusterLabel> {
        var settings = ControllerSettings()
        settings.workers = 16
        settings.minimumInterval = .zero
        return Controller("bench", of: labels, where: .generationChanged, environment, settings: settings) { pass in
            if isWriting.value != nil {
                let status = FleetLabel.status(of: 0, run: run)
                visits.visited(try await pass.writer.applyStatus(status)?.resourceVersion)
            } else {
                visits.visited()
            }
            return .done
        }
    }

    /// How long it takes from sending a write to the pass that it leads to.
    private func changeOneByOne() async throws -> [Duration] {
        var latencies: [Duration] = []
        for number in 0..<changes {
            let key = FleetLabel.key(number * 37 % objects)
            let count = visits.count
            let sent = ContinuousClock.now
            try await client.patch(
                FleetLabel.type,
                key,
                FleetLabel.change(number, run: run),
                as: PartialObject.self
            )
            try await visits.reach(count + 1)
            latencies.append(sent.duration(to: visits.lastAt))
        }
        return latencies
    }

    /// Has the status of objects written, and waits until the controller has heard of its own writes.
    private func write(
        _ controller: Controller<ExecutionClusterLabel>,
        _ labels: ObjectStore<ExecutionClusterLabel>,
        into report: inout ControllerLoadReport
    ) async throws {
        let count = visits.count
        let processorBefore = ProcessFigures.processorMilliseconds()
        let start = ContinuousClock.now
        for number in 0..<writes { controller.look(at: FleetLabel.key(number)) }
        try await visits.reach(count + writes)
        let bell = Bell()
        labels.onProgress(ring: bell)
        try await bell.wait {
            guard let written = visits.newest, let seen = labels.resourceVersion else { return () }
            return seen.isOlder(than: written) == true ? nil : ()
        }
        let milliseconds = start.duration(to: .now) / .milliseconds(1)
        let processorMilliseconds = ProcessFigures.processorMilliseconds() - processorBefore
        report.statusWritesPerSecond = Double(writes) * 1000 / milliseconds
        report.statusWriteProcessorMicroseconds = processorMilliseconds * 1000 / Double(writes)
    }

    /// The processor time of a second in which nothing happens, in milliseconds.
    private func idle() async throws -> Double {
        let seconds = 5
        let before = ProcessFigures.processorMilliseconds()
        try await Task.sleep(for: .seconds(seconds))
        return (ProcessFigures.processorMilliseconds() - before) / Double(seconds)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeClient
import KubeCore
import KubeRuntime
import Synchronization
import Telemetry
import TestSupport

/// A controller of pods, of which a test says what there is, with a clock that is moved by hand.
struct ControllerStage: Sendable {
    let clock = ManualClock()
    let transport = RecordingTransport()
    let store: ObjectStore<PartialObject>
    let passes = PassLog()
    let sink = RecordingSink()
    let metrics = MetricRegistry()

    /// The pods of some namespaces, or of all.
    init(in namespaces: [String] = []) {
        store = ObjectStore(WatchScope(CoreV1.Pod.resourceType, in: namespaces))
    }

    var environment: RuntimeEnvironment {
        var environment = RuntimeEnvironment(client: .recording(transport, clock: clock))
        environment.clock = clock
        environment.wallClock = clock.wallClock
        environment.metrics = metrics
        environment.logger = Logger(room: "test", Logging(levels: LogLevels(.debug), sink: sink))
        return environment
    }

    /// A controller whose passes are noted, and then do what a test wants.
    func controller(
        where predicate: Predicate<PartialObject> = .all,
        triggers: [Trigger] = [],
        reading: [any ObservedStore] = [],
        gate: LeaderGate? = nil,
        reconcile: @escaping Controller<PartialObject>.Reconcile = { _ in .done }
    ) -> Controller<PartialObject> {
        controller(
            where: predicate,
            triggers: triggers,
            reading: reading,
            gate: gate,
            settings: { _ in },
            reconcile: reconcile
        )
    }

    /// The same with settings.
    func controller(
        where predicate: Predicate<PartialObject> = .all,
        triggers: [Trigger] = [],
        reading: [any ObservedStore] = [],
        gate: LeaderGate? = nil,
        settings configure: (inout ControllerSettings) -> Void,
        reconcile: @escaping Controller<PartialObject>.Reconcile
    ) -> Controller<PartialObject> {
        var settings = ControllerSettings()
        settings.resyncInterval = nil
        settings.minimumInterval = .zero
        configure(&settings)
        return Controller(
            "test",
            of: store,
            where: predicate,
            triggers: triggers,
            reading: reading,
            environment,
            settings: settings,
            gate: gate
        ) { [passes] pass in
            passes.begin(pass.key.name, isThere: pass.object != nil)
            defer { passes.end() }
            return try await reconcile(pass)
        }
    }

    /// Runs a controller while a test does something, and then cancels it.
    func run(
        _ controller: Controller<PartialObject>,
        _ body: () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await controller.run() }
            do {
                try await body()
            } catch {
                group.cancelAll()
                throw error
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    /// A complete list of objects such as `a@7`.
    func list(_ objects: [String], version: String = "10", mayGoBack: Bool = false) {
        store.list(objects, version: version, mayGoBack: mayGoBack)
    }

    func upsert(_ object: String) { store.apply(.upsert(PartialObject(sample: object))) }

    func remove(_ object: String) { store.apply(.remove(PartialObject(sample: object))) }

    /// The value of a figure, as a scrape has it.
    func figure(_ name: String) -> String? {
        String(decoding: metrics.exposition(), as: UTF8.self)
            .split(separator: "\n")
            .first { $0.hasPrefix(name + " ") }
            .map { String($0.dropFirst(name.count + 1)) }
    }
}

extension ObjectStore<PartialObject> {
    /// A complete list of objects such as `a@7`.
    func list(_ objects: [String], version: String = "10", mayGoBack: Bool = false) {
        part(0).list(objects, version: version, mayGoBack: mayGoBack)
    }
}

extension StorePart<PartialObject> {
    /// A complete list of objects such as `web/a@7`.
    func list(_ objects: [String], version: String = "10", mayGoBack: Bool = false) {
        apply(.begin)
        apply(.stage(objects.map(PartialObject.init(sample:))))
        apply(.commit(ResourceVersion(version), mayGoBack: mayGoBack))
    }
}

/// Notes passes, and waits for them.
final class PassLog: Sendable {
    struct State {
        /// `a`, or `a gone` where there was no object, in the order in which they began.
        var begun: [String] = []
        var running = 0
        var mostRunning = 0
        var ended = 0
    }

    private let state = Mutex(State())
    private let bell = Bell()

    var begun: [String] { state.withLock { $0.begun } }

    var mostRunning: Int { state.withLock { $0.mostRunning } }

    func begin(_ key: String, isThere: Bool) {
        state.withLock { state in
            state.begun.append(isThere ? key : "\(key) gone")
            state.running += 1
            state.mostRunning = max(state.mostRunning, state.running)
        }
        bell.ring()
    }

    func end() {
        state.withLock { state in
            state.running -= 1
            state.ended += 1
        }
        bell.ring()
    }

    /// Waits until so many passes have begun; all that have.
    @discardableResult
    func begun(_ count: Int) async throws -> [String] {
        try await bell.wait { self.state.withLock { $0.begun.count >= count ? $0.begun : nil } }
    }

    /// Waits until so many passes have ended.
    func ended(_ count: Int) async throws {
        try await bell.wait { self.state.withLock { $0.ended >= count ? () : nil } }
    }

    /// Waits until so many passes run at the same time.
    func running(_ count: Int) async throws {
        try await bell.wait { self.state.withLock { $0.running >= count ? () : nil } }
    }
}

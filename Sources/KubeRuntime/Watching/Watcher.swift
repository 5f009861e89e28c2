// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeClient
package import KubeCore
internal import Synchronization

/// Keeps a store, or its part of one, as the server has it: performs what a ``WatcherMachine`` decides.
///
/// Two tasks work for it: one sends the request that is due and delivers the answers, one tells the machine when its time
/// has come. Both speak to the machine on this actor, so that what it wants done is done in its order. When a request is
/// given up, its task is cancelled, which closes the transfer at once.
package actor Watcher<Item: KubeObject> {
    private let store: StorePart<Item>
    private let environment: RuntimeEnvironment
    private let journal: WatcherJournal
    private let alarm: Alarm
    private let published: Mutex<WatcherStatus>

    private var machine: WatcherMachine<Item>
    private var random: RandomSource
    /// What is to be sent, or is under way; nil when nothing is.
    private var request: WatcherRequest?
    /// What the store was last told.
    private var needsHelp = false
    /// How often something else was to be sent.
    private var turns = 0
    /// Rings with every turn.
    private let bell = Bell()

    /// A watcher of what a part of a store is to hold, which has not begun.
    package init(
        _ store: StorePart<Item>,
        _ environment: RuntimeEnvironment,
        configure: @Sendable (inout WatcherConfiguration) -> Void = { _ in }
    ) {
        let scope = store.scope
        let form = Item.representation == .metadata ? " (metadata)" : ""
        var configuration = WatcherConfiguration(name: scope.description + form)
        configuration.labelSelector = scope.labels
        configuration.fieldSelector = scope.fields
        configure(&configuration)
        self.store = store
        self.environment = environment
        journal = WatcherJournal(scope.description + form, environment)
        alarm = Alarm(environment.clock)
        published = Mutex(WatcherStatus(at: environment.clock.now))
        machine = WatcherMachine(configuration)
        random = environment.random
    }

    /// How the watcher is doing now.
    package nonisolated var status: WatcherStatus { published.withLock { $0 } }

    /// Watches until the task is cancelled.
    package func run() async {
        journal.observe(store, self)
        await withDiscardingTaskGroup { group in
            group.addTask {
                await self.alarm.run(at: { self.status.nextWakeUp }, ring: { await self.timePassed() })
            }
            perform(machine.start(at: environment.clock.now, using: &random))
            var turn = 0
            while let next = try? await bell.wait(until: { turns > turn ? turns : nil }) {
                turn = next
                if let request { await send(request, on: turn) }
            }
            group.cancelAll()
        }
        perform(machine.stop())
    }

    /// Sends a request and delivers its answers, for as long as it is what is to be sent.
    private func send(_ request: WatcherRequest, on turn: Int) async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.carryOut(request) }
            try? await bell.wait { turns > turn ? () : nil }
            group.cancelAll()
        }
    }

    private func timePassed() {
        perform(machine.timePassed(at: environment.clock.now, using: &random))
    }
}

// Requests

extension Watcher {
    private func carryOut(_ request: WatcherRequest) async {
        do throws(APIError) {
            switch request {
            case .list(let options, let number): try await list(options, number)
            case .watch(let options, let number): try await watch(options, number)
            case .freshCredentials:
                await environment.client.refreshCredentials()
                perform(machine.credentialsRefreshed(at: environment.clock.now, using: &random))
            }
        } catch {
            deliver(.failed(error), to: request.number)
        }
    }

    private func list(_ options: ListOptions, _ number: Int) async throws(APIError) {
        journal.listed()
        let page = try await environment.client.list(
            store.scope.type,
            namespace: store.scope.namespace,
            options,
            as: Item.self
        )
        deliver(.page(page), to: number)
    }

    private func watch(_ options: WatchOptions, _ number: Int) async throws(APIError) {
        journal.watched()
        let stream = try await environment.client.watch(
            store.scope.type,
            namespace: store.scope.namespace,
            options,
            as: Item.self
        )
        deliver(.opened, to: number)
        var events = stream.makeAsyncIterator()
        while let event = try await events.next(isolation: self) {
            journal.heard(event)
            deliver(.event(event), to: number)
        }
        deliver(.ended, to: number)
    }

    private func deliver(_ answer: WatcherMachine<Item>.Answer, to number: Int?) {
        guard let number else { return }
        perform(machine.received(answer, to: number, at: environment.clock.now, using: &random), heard: answer.isHeard)
    }
}

// Actions

extension Watcher {
    private func perform(_ actions: [WatcherMachine<Item>.Action], heard: Bool = false) {
        let turn = turns
        for action in actions { perform(action) }
        published.withLock { status in
            status.health = machine.health
            status.version = machine.version
            status.nextWakeUp = machine.nextWakeUp
            if heard { status.lastHeardAt = environment.clock.now }
        }
        if machine.health.needsHelp != needsHelp {
            needsHelp = machine.health.needsHelp
            store.setUnavailable(needsHelp)
        }
        alarm.timeChanged(to: machine.nextWakeUp)
        if turns != turn { bell.ring() }
    }

    private func perform(_ action: WatcherMachine<Item>.Action) {
        switch action {
        case .list(let options, let number): take(.list(options, number))
        case .watch(let options, let number): take(.watch(options, number))
        case .refreshCredentials: take(.freshCredentials)
        case .cancel: take(nil)
        case .update(let update): store.apply(update)
        case .report(let report): journal.note(report, machine.health)
        }
    }

    private func take(_ request: WatcherRequest?) {
        self.request = request
        turns += 1
    }
}

/// What a watcher asks a server for.
private enum WatcherRequest: Sendable {
    case list(ListOptions, Int)
    case watch(WatchOptions, Int)
    case freshCredentials

    /// The machine's number of the request, where it gave it one.
    var number: Int? {
        switch self {
        case .list(_, let number), .watch(_, let number): number
        case .freshCredentials: nil
        }
    }
}

extension WatcherMachine.Answer {
    /// Whether the server said something.
    fileprivate var isHeard: Bool {
        switch self {
        case .page, .opened, .event, .ended: true
        case .failed: false
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// One thing to do on the loop's thread.
///
/// It holds the loop, which therefore outlives its work.
enum Work {
    case job(UnownedJob, EventLoop)
    case call(@Sendable () -> Void, EventLoop)

    func run() {
        switch self {
        case .job(let job, let loop): unsafe job.runSynchronously(on: loop.asUnownedSerialExecutor())
        case .call(let body, _): body()
        }
    }
}

/// What waits for the loop's thread, and whether that thread must be woken to see it.
struct Inbox<Item> {
    /// How the thread should wait for sockets and timers.
    enum Wait {
        case none
        case untilWoken
        case never
    }

    private var waiting: [Item] = []
    private var isAsleep = false
    private var isStopping = false

    /// Adds an item; true when the thread sleeps and has not been woken for another one.
    mutating func add(_ item: Item) -> Bool {
        waiting.append(item)
        return wake()
    }

    /// Ends the loop once nothing waits; true when the thread must be woken.
    mutating func stop() -> Bool {
        isStopping = true
        return wake()
    }

    /// Hands everything that waits to `batch`, which must be empty and whose storage is used again.
    mutating func take(into batch: inout [Item]) {
        swap(&waiting, &batch)
    }

    /// Decides how to wait; after `.untilWoken` the next item wakes the thread.
    mutating func prepareToWait() -> Wait {
        guard waiting.isEmpty else { return .none }
        isAsleep = !isStopping
        return isStopping ? .never : .untilWoken
    }

    /// The thread runs again, for whatever reason.
    mutating func resume() {
        isAsleep = false
    }

    private mutating func wake() -> Bool {
        defer { isAsleep = false }
        return isAsleep
    }
}

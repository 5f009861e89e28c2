// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// A moment that comes once and can be waited for by many.
package final class Ending: Sendable {
    private enum State {
        case awaited([CheckedContinuation<Void, Never>])
        case reached
    }

    private let state = Mutex(State.awaited([]))

    init() {}

    /// Returns when the moment has come, at once if it has passed.
    ///
    /// Cancellation does not end the wait.
    package func wait() async {
        await withCheckedContinuation { continuation in
            let hasPassed = state.withLock { state in
                guard case .awaited(let waiters) = state else { return true }
                state = .awaited(waiters + [continuation])
                return false
            }
            if hasPassed { continuation.resume() }
        }
    }

    func complete() {
        let waiters: [CheckedContinuation<Void, Never>] = state.withLock { state in
            guard case .awaited(let waiters) = state else { return [] }
            state = .reached
            return waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}

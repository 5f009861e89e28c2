// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// A value that somebody waits for and that is given once: the first one counts.
final class Pending<Value: Sendable>: Sendable {
    private enum State: Sendable {
        case empty
        case awaited(CheckedContinuation<Value, Never>)
        case given(Value)
        case taken
    }

    private let state = Mutex(State.empty)

    /// Gives the value, unless there was one before; says whether this was the first.
    @discardableResult
    func give(_ value: Value) -> Bool {
        let (continuation, isFirst): (CheckedContinuation<Value, Never>?, Bool) = state.withLock { state in
            switch state {
            case .empty:
                state = .given(value)
                return (nil, true)
            case .awaited(let continuation):
                state = .taken
                return (continuation, true)
            case .given, .taken: return (nil, false)
            }
        }
        continuation?.resume(returning: value)
        return isFirst
    }

    /// Waits for the value; when the task is cancelled, it is `fallback`.
    func value(orWhenCancelled fallback: Value) async -> Value {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let value = state.withLock { state -> Value? in
                    guard case .given(let value) = state else {
                        state = .awaited(continuation)
                        return nil
                    }
                    state = .taken
                    return value
                }
                if let value {
                    continuation.resume(returning: value)
                } else if Task.isCancelled {
                    give(fallback)
                }
            }
        } onCancel: {
            give(fallback)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import KubeCore
internal import Synchronization

/// What one reader of a store has still to hear, which it takes at its own pace and delays nobody by.
///
/// It has one reader. What is not taken is kept once for each key, however much happens.
package final class StoreSubscription<Object: KubeObject>: Sendable {
    private struct State {
        var mailbox: ChangeMailbox<Object>
        var isClosed = false
    }

    private let state: Mutex<State>
    private let bell = Bell()

    init(_ mailbox: ChangeMailbox<Object>) {
        state = Mutex(State(mailbox: mailbox))
    }

    /// Takes what there is to tell, the oldest first; it may be nothing.
    package func take(limit: Int = .max) -> [ObjectChange<Object>] {
        state.withLock { $0.mailbox.take(limit: limit) }
    }

    /// Takes what there is to tell, as soon as there is something.
    package func next(limit: Int = .max) async throws -> [ObjectChange<Object>] {
        try await bell.wait {
            let changes = take(limit: limit)
            return changes.isEmpty ? nil : changes
        }
    }

    /// The number of keys of which there is something to tell.
    package var count: Int { state.withLock { $0.mailbox.count } }

    /// Ends it: nothing is kept any more.
    package func close() {
        state.withLock { $0.isClosed = true }
    }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    func post(_ changes: [ObjectChange<Object>]) {
        state.withLock { state in
            for change in changes { state.mailbox.post(change) }
        }
    }

    func ring() {
        bell.ring()
    }
}

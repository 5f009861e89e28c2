// SPDX-License-Identifier: Apache-2.0

internal import HTTPServer
internal import Synchronization

/// Servers that lag behind the real one, as the second of two API servers may: each shows an older state, consistently,
/// in lists, reads and watches.
final class ReplicaShelf: Sendable {
    private struct Replica {
        let storage: Storage
        let handler: HTTPHandler
    }

    private struct State {
        var replicas: [FaultEffect.Lag: Replica] = [:]
        var marks = RevisionMarks()
    }

    private let primary: Storage
    private let make: @Sendable (Storage) -> HTTPHandler
    private let state = Mutex(State())

    init(_ primary: Storage, _ make: @escaping @Sendable (Storage) -> HTTPHandler) {
        self.primary = primary
        self.make = make
    }

    /// The server that lags behind by so much.
    func handler(behindBy lag: FaultEffect.Lag) -> HTTPHandler {
        let known = state.withLock { $0.replicas[lag] }
        let replica = known ?? makeReplica(lag)
        catchUp(replica.storage, lag, at: .now)
        return replica.handler
    }

    private func makeReplica(_ lag: FaultEffect.Lag) -> Replica {
        let storage = Storage()
        let fresh = Replica(storage: storage, handler: make(storage))
        return state.withLock { state in
            let replica = state.replicas[lag] ?? fresh
            state.replicas[lag] = replica
            return replica
        }
    }

    /// Lets the replicas go on when the real server does, until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            let (now, revision) = (ContinuousClock.now, primary.revision)
            let replicas = state.withLock { state in
                state.marks.note(revision, at: now)
                return state.replicas
            }
            for (lag, replica) in replicas { catchUp(replica.storage, lag, at: now) }
            let next = state.withLock { $0.marks.next(behind: now, lags: replicas.keys.compactMap(\.time)) }
            // A replica that is made meanwhile is seen a second later.
            let soon = now + .seconds(1)
            await primary.waitForNews(of: nil, after: revision, until: min(next ?? soon, soon))
        }
    }

    private func catchUp(_ storage: Storage, _ lag: FaultEffect.Lag, at now: ContinuousClock.Instant) {
        let present = primary.revision
        let target: UInt64
        switch lag {
        case .revisions(let count): target = present > count ? present - count : 0
        case .time(let time): target = state.withLock { $0.marks.revision(at: now - time) } ?? 0
        }
        storage.show(primary, at: max(target, storage.revision))
    }
}

extension FaultEffect.Lag {
    fileprivate var time: Duration? {
        guard case .time(let time) = self else { return nil }
        return time
    }
}

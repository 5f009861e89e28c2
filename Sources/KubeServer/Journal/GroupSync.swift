// SPDX-License-Identifier: Apache-2.0

/// Who brings writes to the medium: the first of those who wait does it for all, and then hands on to the next.
///
/// So a medium that takes ten milliseconds for a sync is asked a hundred times a second, however many write.
struct GroupSync<Waiter: Sendable>: Sendable {
    /// Somebody who has waited, and what it has to do now.
    struct Call: Sendable {
        let waiter: Waiter
        let role: SyncRole

        init(_ waiter: Waiter, _ role: SyncRole) {
            self.waiter = waiter
            self.role = role
        }
    }

    /// Bytes that were ever written, and that are safe.
    private(set) var written = 0
    private(set) var synced = 0
    private var isSyncing = false
    private var failure: JournalError?
    private var followers: [(target: Int, waiter: Waiter)] = []

    mutating func wrote(_ count: Int) {
        written += count
    }

    /// Whether there is anything that a sync would make safe.
    var isBehind: Bool { synced < written && failure == nil }

    mutating func join(_ target: Int) -> SyncRole {
        if synced >= target { return .done }
        if let failure { return .failed(failure) }
        if isSyncing { return .follow }
        isSyncing = true
        return .lead
    }

    /// Lets somebody wait; nil unless there is no need to any more.
    mutating func follow(_ target: Int, _ waiter: Waiter) -> SyncRole? {
        let role = join(target)
        guard role == .follow else { return role }
        followers.append((target, waiter))
        return nil
    }

    /// Takes note of a sync of everything up to a position; returns who has to be told what.
    mutating func finished(_ position: Int, _ failure: JournalError?) -> [Call] {
        isSyncing = false
        if let failure { self.failure = failure } else { synced = max(synced, position) }
        var calls: [Call] = []
        var rest: [(target: Int, waiter: Waiter)] = []
        for follower in followers {
            let role = join(follower.target)
            if role == .follow { rest.append(follower) } else { calls.append(Call(follower.waiter, role)) }
        }
        followers = rest
        return calls
    }
}

/// What somebody has to do who waits for a write to be safe.
enum SyncRole: Sendable, Equatable {
    /// The write is safe.
    case done
    /// Sync what is written now, and say so.
    case lead
    /// Wait for somebody else's sync.
    case follow
    /// The write will never be known to be safe.
    case failed(JournalError)
}

extension GroupSync.Call: Equatable where Waiter: Equatable {}

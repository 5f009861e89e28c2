// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Keeps writes beyond the life of the process, in a folder that no other server may use at the same time.
///
/// Every write is appended to a log before anybody can see it. When the logs have grown well beyond what they describe,
/// a snapshot takes their place. A write that the system refuses has not happened.
package final class Journal: Sendable {
    /// What an acknowledged write survives.
    package enum Durability: Sendable {
        /// The death of the process, in whatever way. What was written in the last second may go with the machine.
        case process
        /// The death of the machine, too: an answer waits until the medium has the write, and many wait together.
        case machine
    }

    /// What those who run the server may want to know.
    package enum Event: Sendable {
        /// Records were read, and bytes of a last one dropped that was not written whole.
        case recovered(records: Int, droppedBytes: Int)
        /// A snapshot has taken the place of logs.
        case shortened(from: Int, to: Int)
        /// Something has failed that will be tried again.
        case failed(JournalError)
    }

    struct State {
        var file: DiskFile
        var number: UInt64
        /// Good bytes in the file.
        var length: Int
        /// Bytes of all logs behind the snapshot, and of the snapshot.
        var logBytes: Int
        var snapshotBytes: Int
        /// Why nothing can be written any more.
        var failure: JournalError?
    }

    let durability: Durability
    let folder: JournalFolder
    let disk: Disk
    let observe: (@Sendable (Event) -> Void)?
    /// Nil until ``recover(logLimit:)``.
    let state = Mutex<State?>(nil)
    let group = Mutex(GroupSync<CheckedContinuation<SyncRole, Never>>())

    /// Takes a folder for the life of the journal; it is made if it is not there.
    package init(
        folder: String,
        durability: Durability = .process,
        disk: Disk = .system,
        observe: (@Sendable (Event) -> Void)? = nil
    ) throws(JournalError) {
        self.durability = durability
        self.disk = disk
        self.observe = observe
        self.folder = try JournalFolder(folder)
    }

    /// Adds a write behind all others; when it fails there is no trace of it.
    func append(_ change: Change, to resource: ResourceID) throws(JournalError) {
        let body = JournalRecord(change, of: resource).bytes
        let bytes = Frame(resourceVersion: change.resourceVersion, body: body).bytes
        try state.withLock { state throws(JournalError) in try state?.append(bytes) }
        group.withLock { $0.wrote(bytes.count) }
    }

    /// Returns when everything that was written so far is as safe as was promised.
    func settle() async throws(JournalError) {
        guard durability == .machine else { return }
        let target = group.withLock { $0.written }
        var role = group.withLock { $0.join(target) }
        if role == .follow {
            role = await withCheckedContinuation { waiter in
                if let role = group.withLock({ $0.follow(target, waiter) }) { waiter.resume(returning: role) }
            }
        }
        if role == .lead { role = await syncForAll() }
        if case .failed(let error) = role { throw error }
    }

    /// Brings to the medium what is written, also what others wait for.
    @concurrent
    private func syncForAll() async -> SyncRole {
        let failure = syncAndTell()
        return failure.map { .failed($0) } ?? .done
    }

    private func syncAndTell() -> JournalError? {
        // In this order: what was written to a file before this one is safe already.
        let position = group.withLock { $0.written }
        let file = state.withLock { $0?.file }
        var failure: JournalError?
        do throws(JournalError) {
            try file?.sync()
        } catch {
            // What a failed sync has lost nobody knows, and the next one may succeed without it.
            failure = JournalError(.closed, "\(error); nothing more is written until the server starts again")
        }
        if let failure { state.withLock { $0?.failure = failure } }
        let calls = group.withLock { $0.finished(position, failure) }
        for call in calls { call.waiter.resume(returning: call.role) }
        return failure
    }

    /// Brings to the medium what is not there yet, unless somebody else is at it.
    func syncIfBehind() {
        let mustSync = group.withLock { $0.isBehind && $0.join($0.written) == .lead }
        guard mustSync, let failure = syncAndTell() else { return }
        observe?(.failed(failure))
    }

    /// Brings everything to the medium: the last thing before an orderly end.
    package func close() throws(JournalError) {
        guard let file = state.withLock({ $0?.file }) else { return }
        try file.sync()
    }
}

extension Journal.State {
    fileprivate mutating func append(_ bytes: [UInt8]) throws(JournalError) {
        if let failure { throw failure }
        do throws(JournalError) {
            try file.append(bytes)
        } catch {
            // Half a record must not stand in front of whole ones.
            do throws(JournalError) {
                try file.truncate(to: length)
            } catch let second {
                failure = JournalError(.closed, "\(error), and \(second); nothing more is written until the next start")
            }
            throw error
        }
        length += bytes.count
        logBytes += bytes.count
    }
}

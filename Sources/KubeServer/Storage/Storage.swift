// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The server's only state: objects, their history, and those who wait for it to go on.
///
/// Every method is a short critical section. What takes time, such as encoding a list, happens on what it returned.
package final class Storage: Sendable {
    /// Where writes are kept beyond the life of the process; held by the one who writes, so that readers never wait for
    /// a disk.
    let writing: Mutex<Journal?>
    /// The same journal, for those who only wait for it.
    let journal: Journal?
    let state: Mutex<StorageState>
    let waiting = Mutex(WaitingRoom())

    /// An empty store that remembers `logLimit` changes of each resource, and nothing beyond its own life.
    package init(logLimit: Int = 10_000) {
        journal = nil
        writing = Mutex(nil)
        state = Mutex(StorageState(logLimit: logLimit))
    }

    /// A store that goes on where the journal ends; watches and pages from before have to begin anew.
    package init(journal: Journal, logLimit: Int = 10_000) throws(JournalError) {
        let state = try journal.recover(logLimit: logLimit)
        self.journal = journal
        writing = Mutex(journal)
        self.state = Mutex(state)
    }

    /// The resource version of the latest write to anything.
    package var revision: UInt64 { state.withLock { $0.revision } }

    /// The resources that have or had objects.
    package var resources: [ResourceID] { state.withLock { Array($0.shelves.keys) } }

    /// The present state of an object.
    package func object(_ resource: ResourceID, _ key: StorageKey) -> StoredObject? {
        state.withLock { $0.shelf(resource).objects.object(at: key) }
    }

    /// Decides what becomes of an object from its present state, and again whenever somebody else was faster.
    ///
    /// Returns the new state, the last one of what was deleted, or the present one when nothing is to change.
    package func update<Failure: WriteRefusal>(
        _ resource: ResourceID,
        _ key: StorageKey,
        _ decide: (StoredObject?) throws(Failure) -> Decision
    ) throws(Failure) -> StoredObject? {
        while true {
            let previous = object(resource, key)
            let decision = try decide(previous)
            let change: Change?
            do throws(JournalError) {
                guard let write = Write(decision, replacing: previous) else { return previous }
                change = try commit(write, to: resource, key)
            } catch {
                if let failure = Failure.notStored(error) { throw failure }
                return previous
            }
            guard let change else { continue }
            waiting.withLock { $0.leave(all: resource) }.resume()
            return change.object
        }
    }

    /// Writes to the journal what is decided, and then to memory; nil when the decision is outdated.
    private func commit(_ write: Write, to resource: ResourceID, _ key: StorageKey) throws(JournalError) -> Change? {
        try writing.withLock { journal throws(JournalError) in
            let next = state.withLock { $0.nextRevision(resource, key, replacing: write.previous) }
            guard let next else { return nil }
            let change = write.change(at: next)
            try journal?.append(change, to: resource)
            state.withLock { $0.apply(change, to: resource) }
            return change
        }
    }

    /// Forgets the history, so that every watch and page that needs it fails as expired.
    package func compact() {
        state.withLock { $0.compact() }
        waiting.withLock { $0.leaveAll() }.resume()
    }
}

/// A decision that changes something.
private struct Write {
    let kind: Change.Kind
    let previous: StoredObject?
    let make: (UInt64) -> StoredObject

    init?(_ decision: Decision, replacing previous: StoredObject?) {
        switch (decision, previous) {
        case (.keep, _), (.delete, nil): return nil
        case (.put(let make), nil): (kind, self.make) = (.created, make)
        case (.put(let make), _?): (kind, self.make) = (.updated, make)
        case (.delete(let make), _?): (kind, self.make) = (.deleted, make)
        }
        self.previous = previous
    }

    func change(at revision: UInt64) -> Change {
        Change(kind: kind, object: make(revision), previous: previous)
    }
}

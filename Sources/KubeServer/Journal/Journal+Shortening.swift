// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Synchronization

extension Journal {
    /// Logs shorter than this are read in a moment.
    private static let shortLog = 32 << 20
    private static let pause = Duration.seconds(1)

    /// Once a second: brings writes to the medium, and replaces long logs by a snapshot.
    func keep(_ storage: Storage, _ clock: any MonotonicClock) async {
        while !Task.isCancelled {
            try? await clock.sleep(for: Self.pause)
            await tidy(storage)
        }
    }

    @concurrent
    private func tidy(_ storage: Storage) async {
        syncIfBehind()
        guard isLong else { return }
        do throws(JournalError) {
            try shorten(storage)
        } catch {
            observe?(.failed(error))
        }
    }

    /// Whether the logs are longer than what they describe.
    private var isLong: Bool {
        state.withLock { state in
            guard let state, state.failure == nil else { return false }
            return state.logBytes > max(Self.shortLog, state.snapshotBytes)
        }
    }

    /// Writes a snapshot of what is stored, and removes the logs that led there.
    ///
    /// Writers wait only while a new log begins. The process may die at any point: until the snapshot is complete, the
    /// old files count.
    func shorten(_ storage: Storage) throws(JournalError) {
        guard let number = state.withLock({ $0?.number }) else { return }
        let next = JournalHeader(kind: .log, number: number + 1)
        let file = try begin(next)
        // Most of the old log gets to the medium before anybody has to wait for it.
        try state.withLock { $0?.file }?.sync()
        let (objects, before) = try storage.writing.withLock { _ throws(JournalError) in
            let before = try state.withLock { state throws(JournalError) in try state?.continue(in: file, next.number) }
            return (storage.state.withLock { $0 }, before ?? 0)
        }
        let size = try writeSnapshot(of: objects, JournalHeader(kind: .snapshot, number: number))
        try folder.removeFiles(before: number)
        state.withLock { state in
            state?.snapshotBytes = size
            state?.logBytes -= before
        }
        observe?(.shortened(from: before, to: size))
    }

    /// Makes the next log, empty and for good.
    private func begin(_ header: JournalHeader) throws(JournalError) -> DiskFile {
        let file = try DiskFile(folder.file(header), for: .create, disk: disk)
        do throws(JournalError) {
            try file.append(header.bytes)
            try file.sync()
            try folder.sync()
        } catch {
            // Without its header it is no log, which the next start knows.
            try file.truncate(to: 0)
            throw error
        }
        return file
    }

    private func writeSnapshot(of state: StorageState, _ header: JournalHeader) throws(JournalError) -> Int {
        let file = try DiskFile(folder.draft(header), for: .create, disk: disk)
        var bytes = header.bytes
        var size = 0
        for (resource, shelf) in state.shelves {
            for object in shelf.objects.all {
                let body = JournalRecord.put(resource, object).bytes
                bytes += Frame(resourceVersion: object.resourceVersion, body: body).bytes
                guard bytes.count >= 1 << 20 else { continue }
                try file.append(bytes)
                size += bytes.count
                bytes.removeAll(keepingCapacity: true)
            }
        }
        for record in [JournalRecord.opened(boot: disk.boot()), .end] {
            bytes += Frame(resourceVersion: state.revision, body: record.bytes).bytes
        }
        try file.append(bytes)
        try file.sync()
        try folder.complete(header)
        return size + bytes.count
    }
}

extension Journal.State {
    /// Goes on in a new file; returns the bytes of all logs before it.
    fileprivate mutating func `continue`(in next: DiskFile, _ number: UInt64) throws(JournalError) -> Int {
        if let failure { throw failure }
        try file.sync()
        let before = logBytes
        file = next
        self.number = number
        length = JournalHeader.size
        logBytes += length
        return before
    }
}

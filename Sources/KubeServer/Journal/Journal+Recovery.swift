// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

extension Journal {
    /// By how much the resource versions leap when the machine has ended without a word.
    ///
    /// Clients may have seen some that the medium has not, and they must never mean something else. (`etcdutl snapshot
    /// restore --bump-revision` exists for the same reason.)
    private static let leap: UInt64 = 1_000_000

    /// Reads what the files say, and makes ready for what comes.
    ///
    /// History is not brought back: watches and pages that began before this moment have to begin anew.
    func recover(logLimit: Int) throws(JournalError) -> StorageState {
        try folder.removeDrafts()
        var replay = JournalReplay(logLimit: logLimit, disk: disk)
        let snapshot = try folder.numbers(of: .snapshot).last
        let snapshotBytes = try snapshot.map { number throws(JournalError) in
            try replay.readSnapshot(JournalHeader(kind: .snapshot, number: number), in: folder)
        }
        let logs = try logs(after: snapshot ?? 0)
        var logBytes = 0
        var end = 0
        for number in logs {
            let header = JournalHeader(kind: .log, number: number)
            end = try replay.readLog(header, in: folder, isLast: number == logs.last)
            logBytes += end
        }
        if let snapshot { try folder.removeFiles(before: snapshot) }
        var recovered = replay.state
        let boot = disk.boot()
        if replay.findings.recordCount > 0, replay.boot != boot || boot.isEmpty {
            recovered.advance(to: recovered.revision + Self.leap)
        }
        recovered.compact()
        let number = logs.last ?? (snapshot ?? 0) + 1
        let opening = Frame(resourceVersion: recovered.revision, body: JournalRecord.opened(boot: boot).bytes)
        let (file, length) = try open(number, end: end, opening)
        let ready = State(
            file: file,
            number: number,
            length: length,
            logBytes: logBytes + length - end,
            snapshotBytes: snapshotBytes ?? 0
        )
        state.withLock { $0 = ready }
        observe?(.recovered(records: replay.findings.recordCount, droppedBytes: replay.findings.droppedBytes))
        return recovered
    }

    /// The logs that have to be read, in order.
    private func logs(after snapshot: UInt64) throws(JournalError) -> [UInt64] {
        var logs = try folder.numbers(of: .log).filter { $0 > snapshot }
        // The process may have died before the header of a new log was written; the log before it is the last then.
        if let last = logs.last, logs.count > 1 {
            let header = JournalHeader(kind: .log, number: last)
            let size = try DiskFile(folder.file(header), for: .read, disk: disk).size()
            if size < JournalHeader.size { logs.removeLast() }
        }
        for (number, expected) in zip(logs, (snapshot + 1)...) where number != expected {
            let missing = folder.file(JournalHeader(kind: .log, number: expected))
            throw JournalError(
                .damaged,
                "\(missing) is missing, without which those behind it say nothing; restore it from a copy"
            )
        }
        return logs
    }

    /// Opens the last log behind its good records, and notes that it was opened.
    private func open(_ number: UInt64, end: Int, _ opening: Frame) throws(JournalError) -> (DiskFile, Int) {
        let header = JournalHeader(kind: .log, number: number)
        let file = try DiskFile(folder.file(header), for: .append, disk: disk)
        try file.truncate(to: end)
        let bytes = (end == 0 ? header.bytes : []) + opening.bytes
        try file.append(bytes)
        try file.sync()
        try folder.sync()
        return (file, end + bytes.count)
    }
}

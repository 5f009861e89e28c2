// SPDX-License-Identifier: Apache-2.0

/// Reads the files of a journal and makes of them the state that they describe.
struct JournalReplay {
    /// What came to light besides the state.
    package struct Findings: Sendable, Equatable {
        /// How many records were read.
        package var recordCount = 0
        /// Bytes of a last record that was not written whole, and were dropped.
        package var droppedBytes = 0
    }

    private(set) var state: StorageState
    private(set) var findings = Findings()
    /// The run of the machine in which the journal was last opened.
    private(set) var boot = ""
    private let disk: Disk

    init(logLimit: Int, disk: Disk) {
        state = StorageState(logLimit: logLimit)
        self.disk = disk
    }

    /// Reads a snapshot, which must be whole.
    mutating func readSnapshot(_ header: JournalHeader, in folder: JournalFolder) throws(JournalError) -> Int {
        let (end, lastKind) = try read(header, in: folder, isLast: false)
        guard lastKind == .end else {
            throw .damaged(folder.file(header), at: end, "the end of the snapshot is missing")
        }
        return end
    }

    /// Reads a log, and returns the offset behind its last good record; the last log may end in the middle of one.
    mutating func readLog(_ header: JournalHeader, in folder: JournalFolder, isLast: Bool) throws(JournalError) -> Int {
        try read(header, in: folder, isLast: isLast).end
    }

    private enum LastKind {
        case write
        case end
    }

    private mutating func read(
        _ header: JournalHeader,
        in folder: JournalFolder,
        isLast: Bool
    ) throws(JournalError) -> (end: Int, last: LastKind) {
        let path = folder.file(header)
        let file = try DiskFile(path, for: .read, disk: disk)
        let start = try file.read(at: 0, count: JournalHeader.size)
        try header.check(start, path: path)
        var scanner = FrameScanner(offset: JournalHeader.size)
        var readTo = JournalHeader.size
        var last = LastKind.write
        while true {
            switch scanner.next() {
            case .needsBytes:
                let piece = try file.read(at: readTo, count: 4 << 20)
                readTo += piece.count
                if piece.isEmpty { scanner.finish() } else { scanner.append(piece) }
            case .frame(let revision, let body, let offset):
                guard let record = JournalRecord(body, resourceVersion: revision) else {
                    throw .damaged(path, at: offset, "the record is none that this program writes")
                }
                if case .end = record { last = .end } else { last = .write }
                try apply(record, at: revision) { .damaged(path, at: offset, $0) }
            case .end: return (scanner.offset, last)
            case .torn(let offset):
                guard isLast else { throw .damaged(path, at: offset, "the last record is not whole") }
                findings.droppedBytes += try file.size() - offset
                return (offset, last)
            case .damaged(let offset): throw .damaged(path, at: offset, "the record is not what was written")
            }
        }
    }

    private mutating func apply(
        _ record: JournalRecord,
        at revision: UInt64,
        orFail failure: (String) -> JournalError
    ) throws(JournalError) {
        findings.recordCount += 1
        switch record {
        case .put(let resource, let object):
            state.restore(object, of: resource)
        case .delete(let resource, let key):
            guard state.remove(key, of: resource) else { throw failure("an object is deleted that is not there") }
        case .opened(let boot): self.boot = boot
        case .end: break
        }
        state.advance(to: revision)
    }
}

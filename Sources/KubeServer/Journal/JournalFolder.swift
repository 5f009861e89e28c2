// SPDX-License-Identifier: Apache-2.0

internal import FileKit
internal import Glibc

/// The folder of a journal: its files by their numbers, and the lock that keeps others out.
///
/// A snapshot with a number holds what the logs up to that number say, so that only the logs behind it are read.
final class JournalFolder: Sendable {
    let path: String
    /// Locked as long as it is open; the system releases it when the process dies, however it dies.
    private let lock: DiskFile

    /// Makes the folder if it is not there, and locks it.
    init(_ path: String) throws(JournalError) {
        self.path = path
        do throws(FileError) {
            try Folder.make(path, mode: 0o700)
        } catch {
            throw .system("make the folder \(path)", errno: error.number)
        }
        let lock = try DiskFile("\(path)/lock", for: .append, disk: .system)
        guard flock(lock.descriptor, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw .system("lock \(lock.path)", errno: errno) }
            let owner = try DiskFile.text(at: lock.path)
            throw JournalError(
                .inUse,
                "the folder \(path) is in use by process \(owner); stop that server, or name another folder"
            )
        }
        try lock.truncate(to: 0)
        try lock.append(Array("\(getpid())\n".utf8))
        self.lock = lock
    }

    func file(_ header: JournalHeader) -> String {
        "\(path)/\(Self.name(header.number)).\(header.kind.suffix)"
    }

    /// The name under which a snapshot is written before it is complete.
    func draft(_ header: JournalHeader) -> String { "\(file(header)).draft" }

    /// The numbers of the files of a kind, in order.
    func numbers(of kind: JournalHeader.Kind) throws(JournalError) -> [UInt64] {
        try names().compactMap { name in
            guard name.hasSuffix(".\(kind.suffix)") else { return nil }
            return UInt64(name.dropLast(kind.suffix.count + 1))
        }
        .sorted()
    }

    /// Gives a complete snapshot its name, for good.
    func complete(_ header: JournalHeader) throws(JournalError) {
        guard unsafe rename(draft(header), file(header)) == 0 else {
            throw .system("rename \(draft(header))", errno: errno)
        }
        try sync()
    }

    /// Removes the files that a snapshot stands for.
    func removeFiles(before snapshot: UInt64) throws(JournalError) {
        for number in try numbers(of: .log) where number <= snapshot {
            try remove(file(JournalHeader(kind: .log, number: number)))
        }
        for number in try numbers(of: .snapshot) where number < snapshot {
            try remove(file(JournalHeader(kind: .snapshot, number: number)))
        }
    }

    /// Removes snapshots that nobody completed.
    func removeDrafts() throws(JournalError) {
        for name in try names() where name.hasSuffix(".draft") { try remove("\(path)/\(name)") }
    }

    /// Has new names reach the medium.
    func sync() throws(JournalError) {
        try DiskFile(path, for: .read, disk: .system).sync()
    }

    private func remove(_ path: String) throws(JournalError) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw .system("remove \(path)", errno: errno) }
    }

    private func names() throws(JournalError) -> [String] {
        do throws(FileError) {
            return try Folder.entries(of: path)
        } catch {
            throw .system("list \(path)", errno: error.number)
        }
    }

    /// Numbers with as many digits, so that people see the files in order.
    private static func name(_ number: UInt64) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, 12 - digits.count)) + digits
    }
}

extension JournalHeader.Kind {
    fileprivate var suffix: String {
        switch self {
        case .log: "log"
        case .snapshot: "snapshot"
        }
    }
}

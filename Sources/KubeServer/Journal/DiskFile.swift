// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// An open file that only grows; nobody but its owner may read it, for it may hold Secrets.
final class DiskFile: Sendable {
    /// What is to be done with a file.
    enum Purpose {
        case read
        /// Goes on behind what is there.
        case append
        /// Begins an empty one, in place of what may be there.
        case create

        fileprivate var flags: Int32 {
            switch self {
            case .read: O_RDONLY
            case .append: O_RDWR | O_CREAT | O_APPEND
            case .create: O_RDWR | O_CREAT | O_TRUNC | O_APPEND
            }
        }
    }

    let path: String
    let descriptor: Int32
    private let disk: Disk

    init(_ path: String, for purpose: Purpose, disk: Disk) throws(JournalError) {
        self.path = path
        self.disk = disk
        descriptor = unsafe open(path, purpose.flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system("open \(path)", errno: errno) }
    }

    deinit {
        close(descriptor)
    }

    /// The number of bytes.
    func size() throws(JournalError) -> Int {
        let size = lseek(descriptor, 0, SEEK_END)
        guard size >= 0 else { throw .system("read \(path)", errno: errno) }
        return Int(size)
    }

    /// At most `count` of the bytes at an offset; none at the end of the file.
    func read(at offset: Int, count: Int) throws(JournalError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = unsafe UnsafeMutableRawBufferPointer(buffer)[filled...]
                let result = unsafe pread(
                    descriptor,
                    UnsafeMutableRawBufferPointer(rebasing: rest).baseAddress,
                    count - filled,
                    off_t(offset + filled)
                )
                if result < 0, errno == EINTR { continue }
                if result < 0 { failure = errno }
                if result <= 0 { return }
                filled += result
            }
        }
        guard failure == 0 else { throw .system("read \(path)", errno: failure) }
        return bytes
    }

    /// Adds bytes; when that fails, some of them may be there.
    func append(_ bytes: [UInt8]) throws(JournalError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            switch disk.write(descriptor, rest) {
            case .success(let count): rest = rest.dropFirst(count)
            case .failure(let error) where error.value == EINTR: continue
            case .failure(let error): throw .system("write to \(path)", errno: error.value)
            }
        }
    }

    /// Cuts the file off.
    func truncate(to size: Int) throws(JournalError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else {
            throw .system("cut off \(path) at \(size) bytes", errno: errno)
        }
    }

    /// Waits until everything that was written is on the medium.
    func sync() throws(JournalError) {
        guard case .failure(let error) = disk.sync(descriptor) else { return }
        throw .system("bring \(path) to the medium", errno: error.value)
    }

    /// The text of a small file.
    static func text(at path: String) throws(JournalError) -> String {
        let bytes = try DiskFile(path, for: .read, disk: .system).read(at: 0, count: 4_096)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Glibc

/// Small files, read and written whole.
///
/// It blocks, as files do: for configuration, certificates and keys, not for data in bulk.
package enum File {
    /// What no configuration, token or certificate comes near.
    package static let largestByteCount = 16 << 20

    /// The bytes of a file; one that is larger than `limit` is not read.
    package static func read(_ path: String, upTo limit: Int = largestByteCount) throws(FileError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError("read", path) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 {
                guard errno == EINTR else { throw FileError("read", path) }
                continue
            }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { throw FileError("read", path, number: EFBIG) }
        }
    }

    /// Replaces a file, or makes it: a reader sees the old content or the new one and nothing between, also after a
    /// crash.
    ///
    /// Nobody else may read the file unless `mode` says so.
    package static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws(FileError) {
        let draft = "\(path).\(getpid()).tmp"
        do throws(FileError) {
            try writeDurably(bytes, to: draft, mode)
            guard unsafe rename(draft, path) == 0 else { throw FileError("write", path) }
            try Folder.synchronize(Folder.of(path))
        } catch {
            unsafe unlink(draft)
            throw FileError("write", path, number: error.number)
        }
    }

    /// Whether something is at the path.
    package static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    private static func writeDurably(_ bytes: [UInt8], to path: String, _ mode: mode_t) throws(FileError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw FileError("write", path) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                guard errno == EINTR else { throw FileError("write", path) }
                continue
            }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw FileError("write", path) }
    }
}

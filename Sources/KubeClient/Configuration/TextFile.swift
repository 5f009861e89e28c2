// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// A small file on this machine.
enum TextFile {
    /// What no configuration, token or certificate comes near.
    static let largestByteCount = 16 << 20

    /// Why a file was not read.
    struct ReadError: Error, Hashable, CustomStringConvertible {
        let number: Int32
        let description: String

        /// Whether there is no such file.
        var isAbsence: Bool { number == ENOENT || number == ENOTDIR }
    }

    /// Reads a whole file.
    static func read(_ path: String) throws(ReadError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 {
                guard errno == EINTR else { throw failure() }
                continue
            }
            bytes += buffer[..<count]
            guard bytes.count <= largestByteCount else {
                throw ReadError(number: EFBIG, description: "it has more than \(largestByteCount) bytes")
            }
        }
    }

    private static func failure() -> ReadError {
        let number = errno
        return ReadError(number: number, description: unsafe String(cString: strerror(number)))
    }

    /// A text as UTF-8: what PowerShell's `>` writes is UTF-16 with a byte order mark.
    static func utf8(_ bytes: [UInt8]) -> [UInt8]? {
        let isLittle = bytes.starts(with: [0xFF, 0xFE])
        guard isLittle || bytes.starts(with: [0xFE, 0xFF]) else { return bytes }
        guard bytes.count.isMultiple(of: 2) else { return nil }
        let units = stride(from: 2, to: bytes.count, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
    }

    /// A path as it stands in a file in a folder.
    static func resolve(_ path: String, against folder: String) -> String {
        path.hasPrefix("/") || path.isEmpty ? path : "\(folder)/\(path)"
    }

    /// The folder that a file is in.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

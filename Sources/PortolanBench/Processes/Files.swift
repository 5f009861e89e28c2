// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Whole files, read and written at once.
enum Files {
    static func read(_ path: String) throws(BenchError) -> [UInt8] {
        guard let file = unsafe fopen(path, "re") else { throw failure("read", path) }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = unsafe fread(&buffer, 1, buffer.count, file), count > 0 {
            bytes += buffer[..<count]
        }
        return bytes
    }

    static func write(_ bytes: [UInt8], to path: String) throws(BenchError) {
        guard let file = unsafe fopen(path, "we") else { throw failure("write", path) }
        let written = unsafe fwrite(bytes, 1, bytes.count, file)
        guard unsafe fclose(file) == 0, written == bytes.count else { throw failure("write", path) }
    }

    /// Makes a folder and those above it; that it is there already is fine.
    static func makeFolder(_ path: String) throws(BenchError) {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/\(part)"
            guard unsafe mkdir(made, 0o755) == 0 || errno == EEXIST else { throw failure("make", made) }
        }
    }

    static func exists(_ path: String) -> Bool {
        unsafe access(path, F_OK) == 0
    }

    private static func failure(_ verb: String, _ path: String) -> BenchError {
        BenchError(.fileFailed, "cannot \(verb) \(path): \(unsafe String(cString: strerror(errno)))")
    }
}

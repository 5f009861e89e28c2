// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// A program in a process of its own, whose output is read.
@safe package struct Pipe: ~Copyable {
    private let stream: UnsafeMutablePointer<FILE>
    private let pid: pid_t

    /// Starts a program that is found by its path, or on `PATH`.
    package init(_ words: [String]) throws(BenchError) {
        // The shell becomes the program, so its number is the program's.
        let script = "echo $$; exec " + words.map(Self.quoted).joined(separator: " ") + " </dev/null"
        guard let stream = unsafe popen(script, "re") else {
            throw BenchError(.programFailed, "cannot start \(words): \(unsafe String(cString: strerror(errno)))")
        }
        unsafe self.stream = stream
        pid = unsafe Self.line(of: stream).flatMap { pid_t($0) } ?? 0
    }

    /// The next line of output, without its line feed, or nil at the end.
    package func nextLine() -> String? {
        unsafe Self.line(of: stream)
    }

    /// Waits for the end; the status is the program's exit code, or 128 and more when it was killed.
    package consuming func wait() -> Int32 {
        let status = unsafe pclose(stream)
        discard self
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }

    /// The number of the process.
    package var processID: Int { Int(pid) }

    deinit {
        // Not SIGTERM: a thread of the Swift runtime blocks it, and a child inherits that.
        if pid > 0 { kill(pid, SIGKILL) }
        unsafe pclose(stream)
    }

    private static func line(of stream: UnsafeMutablePointer<FILE>) -> String? {
        var bytes: [UInt8] = []
        while case let byte = unsafe fgetc(stream), byte != EOF, byte != 0x0A {
            bytes.append(UInt8(truncatingIfNeeded: byte))
        }
        let isAtEnd = unsafe feof(stream) != 0
        return bytes.isEmpty && isAtEnd ? nil : String(decoding: bytes, as: UTF8.self)
    }

    private static func quoted(_ word: String) -> String {
        "'" + word.replacing("'", with: "'\\''") + "'"
    }
}

extension Pipe {
    /// Everything that a program prints until it ends well.
    package static func output(of words: [String]) throws(BenchError) -> String {
        let pipe = try Pipe(words)
        var lines: [String] = []
        while let line = pipe.nextLine() { lines.append(line) }
        let status = pipe.wait()
        guard status == 0 else {
            let output = lines.suffix(5).joined(separator: "\n")
            throw BenchError(.programFailed, "\(words.joined(separator: " ")) ended with \(status): \(output)")
        }
        return lines.joined(separator: "\n")
    }
}

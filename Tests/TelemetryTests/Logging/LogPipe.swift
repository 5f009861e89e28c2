// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

/// A pipe whose writing end blocks, as standard error does, and whose reading end does not.
final class LogPipe: Sendable {
    struct Failure: Error {
        let number: Int32
    }

    let writer: Int32
    private let reader: Int32
    private let isReaderOpen = Mutex(true)

    init() throws {
        var ends: [Int32] = [0, 0]
        guard unsafe Glibc.pipe(&ends) == 0 else { throw Failure(number: errno) }
        reader = ends[0]
        writer = ends[1]
        guard fcntl(reader, F_SETFL, O_NONBLOCK) == 0 else { throw Failure(number: errno) }
    }

    deinit {
        closeReader()
        close(writer)
    }

    /// Everything that is in the pipe now.
    func readAvailable() throws -> String {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(reader, $0.baseAddress, $0.count) }
            guard count > 0 else {
                guard count == 0 || errno == EAGAIN else { throw Failure(number: errno) }
                return String(decoding: bytes, as: UTF8.self)
            }
            bytes += chunk[..<count]
        }
    }

    func closeReader() {
        let wasOpen = isReaderOpen.withLock { isOpen in
            defer { isOpen = false }
            return isOpen
        }
        if wasOpen {
            close(reader)
        }
    }
}

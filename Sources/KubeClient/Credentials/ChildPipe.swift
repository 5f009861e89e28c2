// SPDX-License-Identifier: Apache-2.0

internal import CSystem
internal import Glibc

/// A pipe from a child, and what came out of it.
struct ChildPipe: ~Copyable {
    private(set) var content: [UInt8] = []
    private var readingEnd: Int32
    private(set) var writingEnd: Int32

    init() throws(CredentialError) {
        readingEnd = -1
        writingEnd = -1
        let result = unsafe csystem_pipe(&readingEnd, &writingEnd)
        guard result == 0 else {
            throw CredentialError("no pipe to a plugin: \(unsafe String(cString: strerror(result)))")
        }
    }

    deinit {
        for end in [readingEnd, writingEnd] where end >= 0 { close(end) }
    }

    /// Whether more may come.
    var isOpen: Bool { readingEnd >= 0 }

    /// What to wait for; a descriptor below zero is passed over.
    var pollDescriptor: pollfd { pollfd(fd: readingEnd, events: Int16(POLLIN), revents: 0) }

    mutating func closeWritingEnd() {
        close(writingEnd)
        writingEnd = -1
    }

    /// Reads what is there; beyond a limit it is read and forgotten.
    mutating func readSome(keeping limit: Int) {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let count = unsafe read(readingEnd, &buffer, buffer.count)
        if count > 0 {
            content += buffer[..<min(count, limit - min(limit, content.count))]
        } else if count == 0 || errno != EINTR {
            close(readingEnd)
            readingEnd = -1
        }
    }
}

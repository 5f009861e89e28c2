// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Bytes in and out of a socket that never blocks.
struct Transport {
    /// What came of a read.
    enum Reading: Equatable {
        case bytes(Int)
        case blocked
        /// The client will send nothing more.
        case end
        case failed
    }

    /// What came of a write.
    enum Writing: Equatable {
        case bytes(Int)
        case blocked
        case failed
    }

    let descriptor: Int32

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
        while true {
            let count = unsafe recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .end }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .blocked
            default: return .failed
            }
        }
    }

    /// Sends what the socket takes; `hasMore` lets it wait for the rest of a packet.
    func write(_ bytes: Span<UInt8>, hasMore: Bool) -> Writing {
        let flags = Int32(MSG_NOSIGNAL) | (hasMore ? Int32(MSG_MORE) : 0)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            while true {
                let count = unsafe send(descriptor, buffer.baseAddress, buffer.count, flags)
                if count >= 0 { return .bytes(count) }
                switch errno {
                case EINTR: continue
                case EAGAIN: return .blocked
                default: return .failed
                }
            }
        }
    }

    /// Tells the client that nothing more comes.
    func finishWriting() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Closes the socket; a reset tells the client that something is missing.
    func close(reset: Bool) {
        if reset {
            var option = linger(l_onoff: 1, l_linger: 0)
            unsafe setsockopt(
                descriptor,
                SOL_SOCKET,
                SO_LINGER,
                &option,
                socklen_t(MemoryLayout<linger>.size)
            )
        }
        _ = Glibc.close(descriptor)
    }
}

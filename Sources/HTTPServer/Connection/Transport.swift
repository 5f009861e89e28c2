// SPDX-License-Identifier: Apache-2.0

internal import CShims
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
    let tls: TLSSession?

    /// Whether there is more to read, though the socket may not say so.
    var hasPending: Bool { tls?.hasPending ?? false }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
        if let tls { return unsafe tls.read(into: buffer) }
        while true {
            let count = unsafe cshim_receive(descriptor, buffer.baseAddress, buffer.count)
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
        unsafe bytes.withUnsafeBufferPointer { buffer in
            if let tls { return unsafe tls.write(buffer) }
            while true {
                let count = unsafe cshim_send(descriptor, buffer.baseAddress, buffer.count, hasMore)
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
        tls?.finishWriting()
        cshim_finish_sending(descriptor)
    }

    /// Closes the socket; a reset tells the client that something is missing.
    func close(reset: Bool) {
        if reset { cshim_set_reset_on_close(descriptor) }
        _ = Glibc.close(descriptor)
    }
}

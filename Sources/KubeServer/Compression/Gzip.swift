// SPDX-License-Identifier: Apache-2.0

internal import CZlib

/// The gzip format (RFC 1952) for bytes that are known whole.
package enum Gzip {
    /// How much time is spent for how few bytes.
    package enum Effort: Int32, Sendable {
        case fast = 1
        case standard = 6
    }

    /// The windows of zlib, with the flag that asks for gzip's header and trailer.
    private static let windowBits = MAX_WBITS + 16
    /// What zlib calls the standard size of its tables.
    private static let memoryLevel: Int32 = 8

    /// The bytes in less space; nil only if there is no memory for it, or more than zlib counts.
    package static func compress(_ bytes: [UInt8], _ effort: Effort) -> [UInt8]? {
        guard let count = UInt32(exactly: bytes.count) else { return nil }
        var stream = unsafe z_stream()
        let started = unsafe deflateInit2_(
            &stream,
            effort.rawValue,
            Z_DEFLATED,
            windowBits,
            memoryLevel,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard started == Z_OK else { return nil }
        defer { unsafe deflateEnd(&stream) }
        // zlib's bound counts its own header; gzip's is a few bytes longer.
        guard let room = UInt32(exactly: unsafe deflateBound(&stream, UInt(count)) + 18) else { return nil }
        return unsafe run(&stream, bytes, room: room) { unsafe deflate(&$0, Z_FINISH) }
    }

    /// The same on another thread than that of an event loop, which has others to serve.
    @concurrent
    package static func compressed(_ bytes: [UInt8], _ effort: Effort) async -> [UInt8]? {
        compress(bytes, effort)
    }

    /// The bytes as they were before `compress`; nil if they are not, or not as many as is said.
    package static func decompress(_ bytes: [UInt8], count: Int) -> [UInt8]? {
        guard UInt32(exactly: bytes.count) != nil, let room = UInt32(exactly: count) else { return nil }
        var stream = unsafe z_stream()
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        guard unsafe inflateInit2_(&stream, windowBits, ZLIB_VERSION, size) == Z_OK else { return nil }
        defer { unsafe inflateEnd(&stream) }
        let result = unsafe run(&stream, bytes, room: room) { unsafe inflate(&$0, Z_FINISH) }
        return result?.count == count ? result : nil
    }

    /// Lets zlib go through the input in one step; the output must fit.
    private static func run(
        _ stream: inout z_stream,
        _ bytes: [UInt8],
        room: UInt32,
        _ step: (inout z_stream) -> Int32
    ) -> [UInt8]? {
        var isComplete = false
        var input = bytes
        let output = unsafe [UInt8](unsafeUninitializedCapacity: Int(max(room, 1))) { buffer, count in
            unsafe input.withUnsafeMutableBufferPointer { input in
                unsafe stream.next_in = input.baseAddress
                unsafe stream.avail_in = UInt32(input.count)
                unsafe stream.next_out = buffer.baseAddress
                unsafe stream.avail_out = UInt32(buffer.count)
                isComplete = unsafe step(&stream) == Z_STREAM_END
            }
            count = unsafe buffer.count - Int(stream.avail_out)
        }
        guard isComplete else { return nil }
        // An array keeps the room that it began with, which here is that of the input.
        var exact: [UInt8] = []
        exact.reserveCapacity(output.count)
        exact.append(contentsOf: output)
        return exact
    }
}

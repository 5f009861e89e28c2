// SPDX-License-Identifier: Apache-2.0

/// How a record stands in a file: a head that can be checked alone, and a body that the head can check.
///
/// ```
/// 0   length of the body      4 bytes, little endian as all numbers
/// 4   checksum of the body    4 bytes
/// 8   resource version        8 bytes
/// 16  checksum of the above   4 bytes
/// ```
struct Frame: Equatable {
    static let headSize = 20
    /// No object is this large: bodies of requests are limited, and labels and fields repeat parts of them.
    static let bodyLimit = 64 << 20

    let resourceVersion: UInt64
    let body: [UInt8]

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.headSize + body.count)
        bytes.append(littleEndian: UInt32(body.count))
        bytes.append(littleEndian: Checksum.of(body.span))
        bytes.append(littleEndian: resourceVersion)
        bytes.append(littleEndian: Checksum.of(bytes.span))
        bytes += body
        return bytes
    }
}

/// The head of a frame.
struct FrameHead: Equatable {
    let length: Int
    let checksum: UInt32
    let resourceVersion: UInt64

    /// Reads the head at an offset, behind which there are at least so many bytes; nil when it is none.
    init?(_ bytes: [UInt8], at offset: Int) {
        let head = bytes.span.extracting(offset..<offset + Frame.headSize)
        let length = bytes.littleEndian(UInt32.self, at: offset)
        guard length > 0, length <= Frame.bodyLimit,
            bytes.littleEndian(UInt32.self, at: offset + 16) == Checksum.of(head.extracting(..<16))
        else { return nil }
        self.length = Int(length)
        checksum = bytes.littleEndian(UInt32.self, at: offset + 4)
        resourceVersion = bytes.littleEndian(UInt64.self, at: offset + 8)
    }

    /// The size of the frame.
    var size: Int { Frame.headSize + length }

    /// Whether bytes are the body that was written.
    func checks(_ body: ArraySlice<UInt8>) -> Bool {
        Checksum.of(body.span) == checksum
    }
}

extension [UInt8] {
    mutating func append(littleEndian number: some FixedWidthInteger) {
        for shift in stride(from: 0, to: number.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: number >> shift)) }
    }

    func littleEndian<Number: FixedWidthInteger>(_ type: Number.Type, at offset: Int) -> Number {
        (0..<Number.bitWidth / 8).reduce(0) { $0 | Number(truncatingIfNeeded: self[offset + $1]) << ($1 * 8) }
    }
}

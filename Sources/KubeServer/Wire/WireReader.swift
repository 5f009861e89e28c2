// SPDX-License-Identifier: Apache-2.0

/// Reads the fields of one protobuf message from left to right.
///
/// The reader of a message inside of another shares the bytes with the outer one; nothing is copied before it is text.
/// What is refused, and in which order, is what gogo/protobuf does (`generated.pb.go` of any version of the API). The name
/// of a field is asked for only when an error tells it.
struct WireReader {
    /// What stands before a value: the number of its field, and how it is written.
    struct Key {
        let number: Int
        let type: UInt8
    }

    /// How values are written (protobuf.dev, "Encoding").
    enum WireType {
        static let varint: UInt8 = 0
        static let fixed64: UInt8 = 1
        static let counted: UInt8 = 2
        static let groupStart: UInt8 = 3
        static let groupEnd: UInt8 = 4
        static let fixed32: UInt8 = 5
    }

    private let bytes: [UInt8]
    private var offset: Int
    private let end: Int

    /// A reader of the bytes from an offset on.
    init(_ bytes: [UInt8], from offset: Int = 0) {
        self.bytes = bytes
        self.offset = min(offset, bytes.count)
        end = bytes.count
    }

    private init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        offset = range.lowerBound
        end = range.upperBound
    }

    /// Whether nothing is left.
    var isAtEnd: Bool { offset >= end }

    /// What is left, as it is.
    var content: [UInt8] { Array(bytes[offset..<end]) }

    /// What is left, as text; bytes that are no UTF-8 are replaced, as Go's JSON encoder does.
    var text: String { String(decoding: bytes[offset..<end], as: UTF8.self) }

    /// The key of the next field; nil at the end of the message, whose name errors tell.
    mutating func nextKey(in message: String) throws(WireError) -> Key? {
        guard !isAtEnd else { return nil }
        let key = try readVarint()
        let number = Int32(truncatingIfNeeded: key >> 3)
        let type = UInt8(key & 7)
        guard type != WireType.groupEnd else { throw .endOfGroup(message: message) }
        guard number > 0 else { throw .illegalNumber(number, key: key, message: message) }
        return Key(number: Int(number), type: type)
    }

    /// The value of a field that is an integer, a truth value or an enumeration.
    mutating func varint(_ key: Key, _ field: @autoclosure () -> String) throws(WireError) -> UInt64 {
        guard key.type == WireType.varint else { throw .wrongType(key.type, field: field()) }
        return try readVarint()
    }

    /// The value of a field that is a floating-point number.
    mutating func double(_ key: Key, _ field: @autoclosure () -> String) throws(WireError) -> Double {
        guard key.type == WireType.fixed64 else { throw .wrongType(key.type, field: field()) }
        let start = offset
        try advance(by: 8)
        var pattern: UInt64 = 0
        for index in (start..<offset).reversed() { pattern = pattern << 8 | UInt64(bytes[index]) }
        return Double(bitPattern: pattern)
    }

    /// A reader of the value of a field that is text, bytes or a message.
    mutating func counted(_ key: Key, _ field: @autoclosure () -> String) throws(WireError) -> WireReader {
        guard key.type == WireType.counted else { throw .wrongType(key.type, field: field()) }
        return try readCounted()
    }

    /// The next of numbers that are written without keys between them; nil after the last.
    mutating func nextPacked() throws(WireError) -> UInt64? {
        isAtEnd ? nil : try readVarint()
    }

    /// Passes over the value of a field that nobody knows.
    mutating func skip(_ key: Key) throws(WireError) {
        var openGroups = 0
        var type = key.type
        while true {
            switch type {
            case WireType.varint: _ = try readVarint()
            case WireType.fixed64: try advance(by: 8)
            case WireType.counted: _ = try readCounted()
            case WireType.groupStart: openGroups += 1
            case WireType.groupEnd:
                guard openGroups > 0 else { throw .unexpectedEndOfGroup }
                openGroups -= 1
            case WireType.fixed32: try advance(by: 4)
            default: throw .unknownType(type)
            }
            guard openGroups > 0 else { return }
            type = UInt8(try readVarint() & 7)
        }
    }
}

extension WireReader {
    private mutating func readVarint() throws(WireError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            guard offset < end else { throw .endsEarly }
            let byte = bytes[offset]
            offset += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw .integerOverflow
    }

    private mutating func readCounted() throws(WireError) -> WireReader {
        let length = Int(truncatingIfNeeded: try readVarint())
        guard length >= 0, length <= Int.max - offset else { throw .negativeLength }
        let start = offset
        try advance(by: length)
        return WireReader(bytes, start..<offset)
    }

    private mutating func advance(by count: Int) throws(WireError) {
        guard count <= end - offset else { throw .endsEarly }
        offset += count
    }
}

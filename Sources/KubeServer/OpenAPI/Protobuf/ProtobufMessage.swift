// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// A message of Protocol Buffers that is written field by field; what is absent is not written.
struct ProtobufMessage {
    private(set) var bytes: [UInt8] = []

    /// The three ways to write a value that are needed here.
    private enum WireType: UInt64 {
        case varint = 0
        case fixed64 = 1
        case counted = 2
    }

    mutating func add(_ number: UInt64, _ text: String?) {
        guard let text else { return }
        add(number, counted: Array(text.utf8))
    }

    mutating func add(_ number: UInt64, _ flag: Bool?) {
        guard let flag else { return }
        add(key: number, .varint)
        add(varint: flag ? 1 : 0)
    }

    mutating func add(_ number: UInt64, _ integer: Int?) {
        guard let integer else { return }
        add(key: number, .varint)
        add(varint: UInt64(bitPattern: Int64(integer)))
    }

    mutating func add(_ number: UInt64, _ double: Double?) {
        guard let double else { return }
        add(key: number, .fixed64)
        var rest = double.bitPattern
        for _ in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    mutating func add(_ number: UInt64, _ message: ProtobufMessage?) {
        guard let message else { return }
        add(number, counted: message.bytes)
    }

    mutating func add(_ number: UInt64, _ texts: [String]) {
        for text in texts { add(number, text) }
    }

    private mutating func add(_ number: UInt64, counted content: [UInt8]) {
        add(key: number, .counted)
        add(varint: UInt64(content.count))
        bytes += content
    }

    private mutating func add(key number: UInt64, _ type: WireType) {
        add(varint: number << 3 | type.rawValue)
    }

    private mutating func add(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}

extension ProtobufMessage {
    /// A message with one field.
    init(_ number: UInt64, _ message: ProtobufMessage) {
        add(number, message)
    }
}

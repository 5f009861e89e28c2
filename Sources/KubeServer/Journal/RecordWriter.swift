// SPDX-License-Identifier: Apache-2.0

/// Writes the body of a record: numbers in groups of seven bits, texts with their length in front.
struct RecordWriter {
    private(set) var bytes: [UInt8]

    init(capacity: Int = 0) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    mutating func write(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ text: String) {
        write(UInt64(text.utf8.count))
        bytes += text.utf8
    }

    mutating func write(_ texts: [String: String]) {
        write(UInt64(texts.count))
        for (key, value) in texts {
            write(key)
            write(value)
        }
    }

    /// Writes the last part, whose length is what is left.
    mutating func writeRest(_ rest: [UInt8]) {
        bytes += rest
    }
}

/// Reads what a ``RecordWriter`` has written; nil for whatever it cannot have written.
struct RecordReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number() -> UInt64? {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            guard let byte = rest.popFirst(), shift < 63 || byte < 2 else { return nil }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
        }
        return nil
    }

    mutating func text() -> String? {
        guard let count = number(), count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(Int(count)) }
        return String(validating: rest.prefix(Int(count)), as: UTF8.self)
    }

    mutating func texts() -> [String: String]? {
        guard let count = number(), count <= rest.count / 2 else { return nil }
        var texts: [String: String] = [:]
        for _ in 0..<count {
            guard let key = text(), let value = text(), texts.updateValue(value, forKey: key) == nil else { return nil }
        }
        return texts
    }

    /// The last part.
    mutating func takeRest() -> [UInt8] {
        defer { rest = [] }
        return Array(rest)
    }
}

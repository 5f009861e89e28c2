// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Passes over one value, which is checked as strictly as one that is read; nothing is allocated.
    package mutating func skipValue() throws(JSONError) {
        guard options.duplicateKeys == .lastWins else { return try skipRememberingKeys() }
        offset = try endOfValue(from: offset, depth: depth)
    }

    /// Passes over the value of a key that the type does not know, or refuses the key if the options say so.
    package mutating func skipValue(of key: borrowing JSONKey) throws(JSONError) {
        guard options.unknownKeys == .skipped else { throw unknownKeyFailure(key) }
        try skipValue()
    }

    /// Passes over one value and returns its text as it stands in the document.
    package mutating func readRawValue() throws(JSONError) -> [UInt8] {
        _ = significantByte()
        let start = offset
        try skipValue()
        return unsafe bytes.extracting(start..<offset).withUnsafeBytes { unsafe Array($0) }
    }

    private mutating func skipRememberingKeys() throws(JSONError) {
        switch significantByte() {
        case UInt8(ascii: "{"):
            try beginObject()
            while try nextKey() != nil { try skipRememberingKeys() }
        case UInt8(ascii: "["):
            try beginArray()
            while try nextElement() { try skipRememberingKeys() }
        default:
            offset = try endOfValue(from: offset, depth: depth)
        }
    }

    /// Finds the end of the value at an offset.
    ///
    /// A loop with one bit for each open container, instead of a call for each, keeps the state in registers. When the
    /// bits are used up, a value 64 levels down is passed over by a call of its own.
    private func endOfValue(from start: Int, depth: Int) throws(JSONError) -> Int {
        var offset = start
        var containers = OpenContainers()
        while true {
            offset = bytes.endOfWhitespace(from: offset)
            let byte = bytes.byte(at: offset)
            switch byte {
            case UInt8(ascii: "\""):
                offset = try scanString(from: offset).end
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let isObject = byte == UInt8(ascii: "{")
                guard depth &+ containers.count < options.maximumDepth else { throw depthFailure(at: offset) }
                if containers.isFull {
                    offset = try endOfValue(from: offset, depth: depth &+ containers.count)
                    break
                }
                let inside = bytes.endOfWhitespace(from: offset &+ 1)
                if bytes.byte(at: inside) == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    offset = inside &+ 1
                    break
                }
                containers.open(isObject: isObject)
                offset = isObject ? try endOfKey(from: inside) : inside
                continue
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                offset = try scanNumber(from: offset).end
            case UInt8(ascii: "t"):
                offset = try endOfWord("true", from: offset)
            case UInt8(ascii: "f"):
                offset = try endOfWord("false", from: offset)
            case UInt8(ascii: "n"):
                offset = try endOfWord("null", from: offset)
            default:
                throw failure(.syntax, "expected a value, found \(tokenDescription(at: offset))", at: offset)
            }
            guard try moveToNextValue(&offset, &containers) else { return offset }
        }
    }

    /// Closes what ends after a value, and consumes the comma and the key before the next; false at the end of all.
    @inline(__always)
    private func moveToNextValue(_ offset: inout Int, _ containers: inout OpenContainers) throws(JSONError) -> Bool {
        while containers.count > 0 {
            offset = bytes.endOfWhitespace(from: offset)
            let byte = bytes.byte(at: offset)
            let isObject = containers.isInnermostObject
            if byte == UInt8(ascii: ",") {
                offset &+= 1
                if isObject { offset = try endOfKey(from: bytes.endOfWhitespace(from: offset)) }
                return true
            }
            guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                throw separatorFailure(at: offset, in: isObject ? "an object" : "an array")
            }
            offset &+= 1
            containers.close()
        }
        return false
    }

    /// The offset after the key at an offset and its colon.
    @inline(__always)
    private func endOfKey(from quote: Int) throws(JSONError) -> Int {
        guard bytes.byte(at: quote) == UInt8(ascii: "\"") else {
            throw expectation("a key in double quotes", at: quote)
        }
        let colon = bytes.endOfWhitespace(from: try scanString(from: quote).end)
        guard bytes.byte(at: colon) == UInt8(ascii: ":") else { throw expectation("':' after a key", at: colon) }
        return colon &+ 1
    }
}

/// Which of up to 63 nested containers are objects.
private struct OpenContainers {
    private var kinds: UInt64 = 0
    private(set) var count = 0

    var isFull: Bool { count == 63 }
    var isInnermostObject: Bool { kinds & 1 == 1 }

    mutating func open(isObject: Bool) {
        kinds = kinds &<< 1 | (isObject ? 1 : 0)
        count &+= 1
    }

    mutating func close() {
        kinds = kinds &>> 1
        count &-= 1
    }
}

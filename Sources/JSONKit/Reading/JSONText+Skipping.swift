// SPDX-License-Identifier: Apache-2.0

extension JSONText {
    /// Finds the end of the value at an offset.
    ///
    /// A loop with one bit for each open container, instead of a call for each, keeps the state in registers. When the
    /// bits are used up, what is 63 levels down is passed over by a call of its own.
    func endOfValue(from start: Int, depth: Int, maximumDepth: Int) throws(JSONError) -> Int {
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
                guard depth &+ containers.count < maximumDepth else { throw depthFailure(at: offset, maximumDepth) }
                if containers.isFull {
                    offset = try endOfValue(from: offset, depth: depth &+ containers.count, maximumDepth: maximumDepth)
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
            default:
                offset = try endOfScalar(from: offset, beginningWith: byte)
            }
            guard try moveToNextValue(&offset, &containers) else { return offset }
        }
    }

    @inline(__always)
    private func endOfScalar(from start: Int, beginningWith byte: UInt8) throws(JSONError) -> Int {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try scanNumber(from: start).end
        case UInt8(ascii: "t"): try endOfWord("true", from: start)
        case UInt8(ascii: "f"): try endOfWord("false", from: start)
        case UInt8(ascii: "n"): try endOfWord("null", from: start)
        default: throw syntaxFailure(expected: "a value", at: start)
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
            throw syntaxFailure(expected: "a key in double quotes", at: quote)
        }
        let colon = bytes.endOfWhitespace(from: try scanString(from: quote).end)
        guard bytes.byte(at: colon) == UInt8(ascii: ":") else {
            throw syntaxFailure(expected: "':' after a key", at: colon)
        }
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

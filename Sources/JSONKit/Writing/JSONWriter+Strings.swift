// SPDX-License-Identifier: Apache-2.0

extension JSONWriter {
    /// Appends a string in double quotes, with the escapes of Go's `encoding/json` without HTML escaping.
    mutating func appendQuoted(_ string: String) {
        append(UInt8(ascii: "\""))
        let text = string.utf8Span
        let content = unsafe text.span.bytes
        var start = 0
        while true {
            let end = content.endOfUnescapedRun(from: start)
            append(content.extracting(start..<end))
            guard end < content.byteCount else { break }
            start = end + appendEscape(of: content, at: end)
        }
        append(UInt8(ascii: "\""))
    }

    /// Appends what stands for the character at an offset, and returns how many bytes the character has.
    private mutating func appendEscape(of content: RawSpan, at offset: Int) -> Int {
        let byte = content.byte(at: offset)
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case 0x08: append("\\b")
        case 0x0C: append("\\f")
        case 0x0A: append("\\n")
        case 0x0D: append("\\r")
        case 0x09: append("\\t")
        case ..<0x20:
            append("\\u00")
            append(byte >> 4 | UInt8(ascii: "0"))
            append(byte & 0xF < 10 ? byte & 0xF | UInt8(ascii: "0") : byte & 0xF - 10 + UInt8(ascii: "a"))
        default:
            // U+2028 and U+2029 end a line in JavaScript, so Go escapes them; the other characters of this lead do not.
            let third = content.byte(at: offset + 2)
            guard content.byte(at: offset + 1) == 0x80, third | 1 == 0xA9 else {
                append(byte)
                return 1
            }
            append(third == 0xA8 ? "\\u2028" : "\\u2029")
            return 3
        }
        return 1
    }
}

extension RawSpan {
    /// Where the run of bytes from an offset ends that a string may contain as they are, or 0xE2 which may not.
    fileprivate func endOfUnescapedRun(from start: Int) -> Int {
        var offset = start
        while let block = block(at: offset) {
            // One statement for each comparison: joined in one expression they resolve to the slow generic operators.
            let controls = block .< SIMD16<UInt8>(repeating: 0x20)
            let quotes = block .== SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
            let backslashes = block .== SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
            let leads = block .== SIMD16<UInt8>(repeating: 0xE2)
            let special = controls .| quotes .| backslashes .| leads
            if let lane = special.firstLane { return offset &+ lane }
            offset &+= 16
        }
        while offset < byteCount {
            switch byte(at: offset) {
            case ..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0xE2: return offset
            default: offset &+= 1
            }
        }
        return offset
    }
}

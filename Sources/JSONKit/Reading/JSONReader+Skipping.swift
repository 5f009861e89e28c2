// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Passes over one value, which is checked as strictly as one that is read; nothing is allocated.
    @usableFromInline
    package mutating func skipValue() throws(JSONError) {
        guard options.duplicateKeys == .lastWins else { return try skipRememberingKeys() }
        offset = try text.endOfValue(from: offset, depth: depth, maximumDepth: options.maximumDepth)
    }

    /// Passes over the value of a key that the type does not know, or refuses the key if the options say so.
    @inlinable
    package mutating func skipValue(of key: borrowing JSONKey) throws(JSONError) {
        guard options.unknownKeys == .skipped else { throw unknownKeyFailure(key) }
        try skipValue()
    }

    /// Passes over one value and returns its text as it stands in the document.
    package mutating func readRawValue() throws(JSONError) -> [UInt8] {
        _ = significantByte()
        let start = offset
        try skipValue()
        return unsafe text.bytes.extracting(start..<offset).withUnsafeBytes { unsafe Array($0) }
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
            offset = try text.endOfValue(from: offset, depth: depth, maximumDepth: options.maximumDepth)
        }
    }
}

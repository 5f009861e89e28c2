// SPDX-License-Identifier: Apache-2.0

import JSONKit

/// A document that is checked but not kept.
struct SkippedValue: JSONDecodable {
    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.skipValue()
    }
}

/// A document that is read value by value, as typed structs read it, and not kept.
struct WalkedValue: JSONDecodable {
    init(from reader: inout JSONReader) throws(JSONError) {
        switch try reader.nextKind() {
        case .object:
            try reader.beginObject()
            while let key = try reader.nextKey() {
                _ = key.string
                _ = try WalkedValue(from: &reader)
            }
        case .array:
            try reader.beginArray()
            while try reader.nextElement() { _ = try WalkedValue(from: &reader) }
        case .string: _ = try reader.readString()
        case .number: _ = try reader.readNumber()
        case .bool: _ = try reader.readBool()
        case .null: _ = try reader.readNullIfPresent()
        }
    }
}

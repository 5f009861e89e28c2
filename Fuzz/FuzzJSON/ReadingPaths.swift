// SPDX-License-Identifier: Apache-2.0

import JSONKit

/// A document that is checked but not kept.
struct SkippedValue: JSONDecodable {
    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.skipValue()
    }
}

/// A document that is read as typed structs read it, and not kept: some keys are known, labels are shared.
struct WalkedValue: JSONDecodable {
    init(from reader: inout JSONReader) throws(JSONError) {
        switch try reader.nextKind() {
        case .object: try Self.walkObject(&reader)
        case .array:
            try reader.beginArray()
            while try reader.nextElement() { _ = try WalkedValue(from: &reader) }
        case .string: _ = try reader.readSharedString()
        case .number: _ = try reader.readNumber()
        case .bool: _ = try reader.readBool()
        case .null: _ = try reader.readNullIfPresent()
        }
    }

    private static func walkObject(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name", "op", "path": _ = try WalkedValue(from: &reader)
            case "raw": _ = try reader.readRawValue()
            default: try reader.skipValue()
            }
        }
    }
}

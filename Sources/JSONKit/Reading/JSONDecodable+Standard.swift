// SPDX-License-Identifier: Apache-2.0

extension String: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readString()
    }
}

extension Bool: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readBool()
    }
}

extension Double: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readDouble()
    }
}

extension FixedWidthInteger where Self: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readInteger()
    }
}

extension Int: JSONDecodable {}
extension Int32: JSONDecodable {}
extension Int64: JSONDecodable {}
extension UInt16: JSONDecodable {}
extension UInt32: JSONDecodable {}
extension UInt64: JSONDecodable {}

extension Optional: JSONDecodable where Wrapped: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readNullIfPresent() ? nil : Wrapped(from: &reader)
    }
}

extension Array: JSONDecodable where Element: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = []
        try reader.beginArray()
        while try reader.nextElement() { append(try Element(from: &reader)) }
    }
}

extension Dictionary: JSONDecodable where Key == String, Value: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = [:]
        try reader.beginObject()
        while let key = try reader.nextKey() { self[key.string] = try Value(from: &reader) }
    }
}

extension JSONNumber: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readNumber()
    }
}

extension JSONValue: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        switch reader.significantByte() {
        case UInt8(ascii: "\""): self = .string(try reader.readString())
        case UInt8(ascii: "{"): self = .object(try JSONObject(from: &reader))
        case UInt8(ascii: "["): self = .array(try [JSONValue](from: &reader))
        case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .bool(try reader.readBool())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): self = .number(try reader.readNumber())
        default:
            guard try reader.readNullIfPresent() else { throw reader.expectation("a value") }
            self = .null
        }
    }
}

extension JSONObject: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self.init()
        try reader.beginObject()
        while let key = try reader.nextKey() { self[key.string] = try JSONValue(from: &reader) }
    }
}

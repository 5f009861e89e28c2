// SPDX-License-Identifier: Apache-2.0

extension String: JSONDecodable {
    @inlinable
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readString()
    }
}

extension Bool: JSONDecodable {
    @inlinable
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readBool()
    }
}

extension Double: JSONDecodable {
    @inlinable
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readDouble()
    }
}

extension Int: JSONDecodable {
    @inlinable
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readInteger()
    }
}

extension Int32: JSONDecodable {
    @inlinable
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readInteger()
    }
}

extension Int64: JSONDecodable {
    @inlinable
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readInteger()
    }
}

extension UInt16: JSONDecodable {
    @inlinable
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readInteger()
    }
}

extension UInt32: JSONDecodable {
    @inlinable
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readInteger()
    }
}

extension UInt64: JSONDecodable {
    @inlinable
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readInteger()
    }
}

extension Optional: JSONDecodable where Wrapped: JSONDecodable {
    @inlinable
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readNullIfPresent() ? nil : Wrapped(from: &reader)
    }
}

extension Array: JSONDecodable where Element: JSONDecodable {
    @inlinable
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readArray()
    }
}

extension Dictionary: JSONDecodable where Key == String, Value: JSONDecodable {
    @inlinable
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readDictionary()
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
        case UInt8(ascii: "["): self = .array(try reader.readArray())
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
        while let key = try reader.nextSharedKey() { self[key] = try JSONValue(from: &reader) }
    }
}

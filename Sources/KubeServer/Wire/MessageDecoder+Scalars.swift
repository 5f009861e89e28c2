// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

// Values that are one word in JSON. Some of them are messages in protobuf (apimachinery, `pkg/apis/meta/v1`,
// `pkg/util/intstr`, `pkg/api/resource` and `pkg/runtime`, each `generated.proto`).

extension MessageDecoder {
    mutating func scalar(
        _ type: FieldType.Scalar,
        _ key: WireReader.Key,
        _ reader: inout WireReader,
        _ place: Place
    ) throws(WireError) -> JSONValue {
        switch type {
        case .bool, .int32, .int64: return Self.integer(try reader.varint(key, place.name), type)
        case .double:
            guard let number = JSONNumber(try reader.double(key, place.name)) else {
                throw .value("json: unsupported value in field \(place.name)")
            }
            return .number(number)
        default: break
        }
        let content = try reader.counted(key, place.name)
        switch type {
        case .bytes: return .string(Base64.standard.encode(content.content))
        case .time: return try Self.time(content, .none)
        case .microTime: return try Self.time(content, .six)
        case .intOrString: return try Self.intOrString(content)
        case .quantity: return try Self.quantity(content)
        case .any:
            guard let message = place.field.message else { return try Self.json(content) }
            return try self.message(message, content, place.table, place.depth)
        default: return .string(content.text)
        }
    }

    /// An integer or a truth value; what is too wide is cut off, as in Go.
    static func integer(_ value: UInt64, _ type: FieldType.Scalar) -> JSONValue {
        switch type {
        case .bool: .bool(value != 0)
        case .int32: .number(JSONNumber(Int64(Int32(truncatingIfNeeded: value))))
        default: .number(JSONNumber(Int64(bitPattern: value)))
        }
    }

    private static func time(
        _ content: WireReader,
        _ digits: Timestamp.FractionDigits
    ) throws(WireError) -> JSONValue {
        // A time that was never set is an empty message; one with a message is set, if only to the epoch.
        guard !content.isAtEnd else { return .null }
        var content = content
        var seconds: Int64 = 0
        var nanoseconds: Int32 = 0
        while let key = try content.nextKey(in: "Timestamp") {
            switch key.number {
            case 1: seconds = Int64(bitPattern: try content.varint(key, "Seconds"))
            case 2: nanoseconds = Int32(truncatingIfNeeded: try content.varint(key, "Nanos"))
            default: try content.skip(key)
            }
        }
        let hasFraction = digits == .six && (0..<1_000_000_000).contains(nanoseconds)
        let time = Timestamp(secondsSinceEpoch: seconds, nanoseconds: hasFraction ? nanoseconds : 0)
        return time == .zeroInGo ? .null : .string(time.formatted(digits))
    }

    private static func quantity(_ content: WireReader) throws(WireError) -> JSONValue {
        var content = content
        var text = "0"
        while let key = try content.nextKey(in: "Quantity") {
            if key.number == 1 { text = try content.counted(key, "String_").text } else { try content.skip(key) }
        }
        return .string(text)
    }

    private static func intOrString(_ content: WireReader) throws(WireError) -> JSONValue {
        var content = content
        var type: UInt64 = 0
        var number: UInt64 = 0
        var text = ""
        while let key = try content.nextKey(in: "IntOrString") {
            switch key.number {
            case 1: type = try content.varint(key, "Type")
            case 2: number = try content.varint(key, "IntVal")
            case 3: text = try content.counted(key, "StrVal").text
            default: try content.skip(key)
            }
        }
        switch type {
        case 0: return integer(number, .int32)
        case 1: return .string(text)
        default: throw .value("impossible IntOrString.Type")
        }
    }

    /// JSON in a message: `RawExtension`, `FieldsV1`, and `JSON` in the schema of a custom resource.
    private static func json(_ content: WireReader) throws(WireError) -> JSONValue {
        var content = content
        var bytes: [UInt8] = []
        while let key = try content.nextKey(in: "RawExtension") {
            if key.number == 1 { bytes = try content.counted(key, "Raw").content } else { try content.skip(key) }
        }
        guard !bytes.isEmpty else { return .null }
        do throws(JSONError) {
            return try JSONValue(parsing: bytes)
        } catch {
            throw .value("\(error)")
        }
    }
}

extension Timestamp {
    /// The time that Go takes for none: the first of January of the year 1.
    fileprivate static let zeroInGo = Timestamp(secondsSinceEpoch: -62_135_596_800)
}

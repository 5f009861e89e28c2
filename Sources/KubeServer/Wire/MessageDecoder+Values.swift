// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension MessageDecoder {
    /// Reads what stands behind a key; an element of a list and an entry of a map come as a list and a map of one.
    mutating func value(
        _ type: FieldType,
        _ key: WireReader.Key,
        _ reader: inout WireReader,
        _ place: Place
    ) throws(WireError) -> JSONValue {
        switch type {
        case .scalar(let scalar): return try self.scalar(scalar, key, &reader, place)
        case .list(let elements): return .array(try self.elements(elements, key, &reader, place))
        case .map(let values):
            let entry = try reader.counted(key, place.name)
            return .object(try member(values, entry, place))
        case .named(let name):
            let content = try reader.counted(key, place.name)
            guard let type = place.table.resolve(name), case .fields = type.definition.body else {
                return .string(content.text)
            }
            return try message(name, content, place.table, place.depth)
        }
    }

    /// Reads a message of a type that is found by its name.
    mutating func message(
        _ name: String,
        _ content: WireReader,
        _ table: TypeTable,
        _ depth: Int
    ) throws(WireError) -> JSONValue {
        guard let found = table.resolve(name) else { return .null }
        let type = MessageType(table: found.table, definition: found.definition)
        if found.definition.isUnion { return try union(content, type, depth: depth + 1) }
        return .object(try object(content, type, depth: depth + 1))
    }

    private mutating func elements(
        _ type: FieldType,
        _ key: WireReader.Key,
        _ reader: inout WireReader,
        _ place: Place
    ) throws(WireError) -> [JSONValue] {
        guard key.type == WireReader.WireType.counted, let scalar = type.integer else {
            return [try value(type, key, &reader, place)]
        }
        let numbers = try reader.counted(key, place.name)
        return try packed(numbers, scalar)
    }

    /// Kubernetes does not pack numbers, other encoders do, and every decoder reads both.
    private mutating func packed(_ numbers: WireReader, _ type: FieldType.Scalar) throws(WireError) -> [JSONValue] {
        var numbers = numbers
        var values: [JSONValue] = []
        while let number = try numbers.nextPacked() {
            values.append(Self.integer(number, type))
            try count()
        }
        return values
    }

    /// Reads an entry of a map, which is a message with a key and a value.
    private mutating func member(
        _ type: FieldType,
        _ entry: WireReader,
        _ place: Place
    ) throws(WireError) -> JSONObject {
        var entry = entry
        var name = ""
        var value: JSONValue?
        while let key = try entry.nextKey(in: place.name) {
            switch key.number {
            case 1: name = try entry.counted(key, "mapkey").text
            case 2: value = try memberValue(type, key, &entry, place)
            default: try entry.skip(key)
            }
        }
        if let value { return [name: value] }
        return [name: try empty(type, place)]
    }

    private mutating func memberValue(
        _ type: FieldType,
        _ key: WireReader.Key,
        _ entry: inout WireReader,
        _ place: Place
    ) throws(WireError) -> JSONValue {
        // A map cannot hold a list: there is a message around it.
        guard case .list(let elements) = type else { return try value(type, key, &entry, place) }
        var list = try entry.counted(key, "mapvalue")
        var values: [JSONValue] = []
        while let key = try list.nextKey(in: place.name) {
            guard key.number == 1 else {
                try list.skip(key)
                continue
            }
            values.append(try value(elements, key, &list, place))
            try count()
        }
        return .array(values)
    }

    /// What an entry of a map has that has no value.
    private mutating func empty(_ type: FieldType, _ place: Place) throws(WireError) -> JSONValue {
        switch type {
        case .scalar(.quantity): return "0"
        case .scalar(.string), .scalar(.bytes): return ""
        case .list: return .array([])
        case .named(let name): return try message(name, WireReader([]), place.table, place.depth)
        default: return .null
        }
    }
}

extension FieldType {
    /// The type if it is one that can be packed.
    fileprivate var integer: Scalar? {
        switch self {
        case .scalar(let scalar) where [.int32, .int64, .bool].contains(scalar): scalar
        default: nil
        }
    }
}

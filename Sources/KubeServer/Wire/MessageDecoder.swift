// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Makes of a protobuf message the object that Go's JSON encoder would make of it.
///
/// The tables of types say what the fields are called. Protobuf writes every field that is no pointer in Go, so that an
/// empty value says nothing there; it is left out where JSON leaves it out, and stands where JSON has it. Nulls are
/// never written: they say nothing, either. Of a field that occurs twice the last one counts.
struct MessageDecoder {
    /// How many messages may stand inside each other; only schemas of custom resources have no bound of their own.
    static let depthLimit = 128

    /// How many values may still come.
    private var valuesLeft: Int
    private let valuesLimit: Int

    /// A decoder of one object, which may have so many values: an empty message has two bytes and becomes up to twenty
    /// values, and nobody stores a million of them.
    init(valuesLimit: Int = 1_000_000) {
        self.valuesLimit = valuesLimit
        valuesLeft = valuesLimit
    }

    /// A type, and the table in which its fields' types are found.
    struct MessageType {
        let table: TypeTable
        let definition: TypeDefinition
    }

    /// Where a value belongs.
    struct Place {
        let table: TypeTable
        let field: FieldDefinition
        let depth: Int

        /// What errors call the field: its name in Go.
        var name: String { field.name.prefix(1).uppercased() + field.name.dropFirst() }
    }

    /// Reads the members of an object.
    mutating func object(_ reader: WireReader, _ type: MessageType, depth: Int = 0) throws(WireError) -> JSONObject {
        let values = try values(reader, type, depth)
        var object = JSONObject()
        object["metadata"] = values.metadata
        for (place, field) in type.definition.fields.enumerated() {
            guard let value = try shown(values[place], field, type.table, depth) else { continue }
            object[field.name] = value
        }
        return object
    }

    /// Reads the value that stands for a union, which is that of its last field.
    mutating func union(_ reader: WireReader, _ type: MessageType, depth: Int) throws(WireError) -> JSONValue {
        try values(reader, type, depth).last
    }

    /// Counts a value that is kept.
    mutating func count() throws(WireError) {
        valuesLeft -= 1
        guard valuesLeft >= 0 else { throw .tooManyValues(limit: valuesLimit) }
    }
}

extension MessageDecoder {
    /// What is read of a message, by the places of its type's fields.
    ///
    /// Lists and maps grow in place: taken out of a `JSONValue` and put back, each new element would copy them.
    private struct Values {
        private var values: [JSONValue]
        private var lists: [Int: [JSONValue]] = [:]
        private var maps: [Int: JSONObject] = [:]
        var metadata: JSONValue?

        init(count: Int) {
            values = Array(repeating: .null, count: count)
        }

        /// The value of a field; null if there is none.
        subscript(place: Int) -> JSONValue {
            if let elements = lists[place] { return .array(elements) }
            if let members = maps[place] { return .object(members) }
            return values[place]
        }

        /// The value of the last field that has one.
        var last: JSONValue { values.indices.reversed().lazy.map { self[$0] }.first { !$0.isNull } ?? .null }

        /// Takes the value of a field, or more elements of a list, or more members of a map.
        mutating func add(_ value: JSONValue, at place: Int, _ type: FieldType) {
            switch (type, value) {
            case (.list, .array(let elements)): lists[place, default: []] += elements
            case (.map, .object(let members)):
                for (key, value) in members { maps[place, default: JSONObject()][key] = value }
            default: values[place] = value
            }
        }
    }

    private mutating func values(
        _ reader: WireReader,
        _ type: MessageType,
        _ depth: Int
    ) throws(WireError) -> Values {
        guard depth < Self.depthLimit else { throw .tooDeep }
        var values = Values(count: type.definition.fields.count)
        try read(reader, type.definition.layout, type, depth, into: &values)
        return values
    }

    private mutating func read(
        _ reader: WireReader,
        _ layout: MessageLayout,
        _ type: MessageType,
        _ depth: Int,
        into values: inout Values
    ) throws(WireError) {
        var reader = reader
        while let key = try reader.nextKey(in: type.definition.name) {
            switch layout.member(key.number) {
            case .field(let place)?:
                let field = type.definition.fields[place]
                let target = Place(table: type.table, field: field, depth: depth)
                let value = try value(field.type, key, &reader, target)
                try count()
                values.add(value, at: place, field.type)
            case .group(let inner)?:
                let group = try reader.counted(key, type.definition.name)
                try read(group, inner, type, depth, into: &values)
            case .metadata?:
                let content = try reader.counted(key, "ObjectMeta")
                values.metadata = try message("ObjectMeta", content, type.table, depth)
            case nil: try reader.skip(key)
            }
        }
    }

    /// What JSON shows of a field; nil if it leaves the field out.
    private mutating func shown(
        _ value: JSONValue,
        _ field: FieldDefinition,
        _ table: TypeTable,
        _ depth: Int
    ) throws(WireError) -> JSONValue? {
        if !value.isNull { return field.isOptional || !value.isEmptyScalar(field.type) ? value : field.emptyValue }
        guard !field.isOptional else { return Optional.none }
        // What Go writes of a struct that is not behind a pointer, whoever wrote the message.
        guard case .named(let name) = field.type, let found = table.resolve(name) else { return field.emptyValue }
        guard case .fields = found.definition.body else { return field.emptyValue }
        try count()
        return try message(name, WireReader([]), table, depth)
    }
}

extension FieldDefinition {
    /// What JSON has for an empty value of a field that is no pointer; nil if it leaves the field out.
    fileprivate var emptyValue: JSONValue? {
        switch type {
        case .scalar(.intOrString): return 0
        case .scalar(.quantity): return "0"
        case .scalar, .named:
            guard let value = defaultValue, value.isEmptyScalar(type) else { return Optional.none }
            return value
        case .list, .map: return Optional.none
        }
    }
}

extension JSONValue {
    /// Whether the value is what Go calls the zero of a string, a number or a truth value.
    fileprivate func isEmptyScalar(_ type: FieldType) -> Bool {
        switch (self, type) {
        case (.string(let text), .scalar), (.string(let text), .named): text.isEmpty
        case (.number(let number), .scalar): number == JSONNumber(0)
        case (.bool(let flag), .scalar): !flag
        default: false
        }
    }
}

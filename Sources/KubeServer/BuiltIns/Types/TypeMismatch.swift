// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import JSONKit

/// Finds the first value of an object that is of another type than its field, and says so as Go does.
///
/// The API server reads its own kinds into structs, so that a wrong type is no invalid field but a body that cannot be
/// read: `json: cannot unmarshal number into Go struct field EnvVar.spec.containers.env.value of type string`.
package struct TypeMismatch: Sendable, Equatable, CustomStringConvertible {
    package let description: String

    /// The first mismatch in the metadata of an object whose kind has no type; nil if there is none.
    package init?(inMetadataOf object: JSONObject) {
        guard let metadata = object["metadata"], !metadata.isNull else { return nil }
        guard let fields = metadata.object else {
            self.init("json: cannot unmarshal \(metadata.nameInGo) into Go value of type v1.ObjectMeta")
            return
        }
        self.init(in: fields, of: "ObjectMeta", .metaV1)
    }

    /// The first mismatch in an object of a kind; nil if there is none.
    package init?(in object: JSONObject, of kind: String, _ table: TypeTable) {
        guard let text = TypeReading(table: table).mismatch(in: object, kind, path: []) else { return nil }
        self.init(text)
    }

    private init(_ description: String) {
        self.description = description
    }
}

extension ServedResource {
    /// Why an object cannot be one of this built-in resource, for the answer 400; nil if it can.
    package func typeMismatch(in object: JSONObject) -> TypeMismatch? {
        TypeTable.of(apiVersion: apiVersion).flatMap { TypeMismatch(in: object, of: names.kind, $0) }
    }
}

private struct TypeReading {
    /// A field on the way: the struct that has it, and how it is reached.
    struct Place {
        let structure: String
        let path: [String]
    }

    let table: TypeTable

    func mismatch(in object: JSONObject, _ typeName: String, path: [String]) -> String? {
        guard let (table, definition) = table.resolve(typeName) else { return nil }
        let reading = TypeReading(table: table)
        if definition.isKind, let metadata = object["metadata"] {
            let place = Place(structure: typeName, path: path + ["metadata"])
            if let text = reading.mismatch(in: metadata, .named("ObjectMeta"), place) { return text }
        }
        for field in definition.fields {
            guard let value = object[field.name] else { continue }
            let place = Place(structure: typeName, path: path + [field.name])
            if let text = reading.mismatch(in: value, field.type, place) { return text }
        }
        return nil
    }

    private func mismatch(in value: JSONValue, _ type: FieldType, _ place: Place) -> String? {
        // Null is how JSON says nothing at all, whatever the type.
        if value.isNull { return nil }
        switch (type, value) {
        case (.scalar(let scalar), _): return mismatch(in: value, scalar, place)
        case (.list(let elements), .array(let values)):
            return values.lazy.compactMap { mismatch(in: $0, elements, place) }.first
        case (.map(let values), .object(let object)):
            return object.lazy.compactMap { mismatch(in: $0.value, values, place) }.first
        case (.named(let name), _):
            guard let (table, definition) = table.resolve(name) else { return nil }
            if case .words = definition.body, value.string != nil { return nil }
            if case .fields = definition.body, let object = value.object {
                return TypeReading(table: table).mismatch(in: object, name, path: place.path)
            }
            return sentence(value, type, place)
        default: return sentence(value, type, place)
        }
    }

    private func mismatch(in value: JSONValue, _ scalar: FieldType.Scalar, _ place: Place) -> String? {
        let fits: Bool
        switch (scalar, value) {
        case (.any, _), (.string, .string), (.bool, .bool), (.double, .number): return nil
        case (.intOrString, .string), (.intOrString, .number), (.quantity, .number): return nil
        case (.quantity, .string(let text)): return Quantity(text) == nil ? Quantity.explanation : nil
        case (.int32, .number(let number)): fits = number.exactly(Int32.self) != nil
        case (.int64, .number(let number)): fits = number.exactly(Int64.self) != nil
        case (.bytes, .string(let text)): return Self.base64Mismatch(in: text)
        case (.time, .string(let text)), (.microTime, .string(let text)): return Self.timeMismatch(in: text)
        default: fits = false
        }
        return fits ? nil : sentence(value, .scalar(scalar), place)
    }

    private func sentence(_ value: JSONValue, _ type: FieldType, _ place: Place) -> String {
        let field = "\(place.structure).\(place.path.joined(separator: "."))"
        return "json: cannot unmarshal \(value.nameInGo) into Go struct field \(field) of type \(nameInGo(type))"
    }

    private func nameInGo(_ type: FieldType) -> String {
        switch type {
        case .list(let elements): "[]\(nameInGo(elements))"
        case .map(let values): "map[string]\(nameInGo(values))"
        case .named(let name): "\(table.resolve(name)?.table.version ?? table.version).\(name)"
        case .scalar(.double): "float64"
        case .scalar(.bytes): "[]uint8"
        case .scalar(.time), .scalar(.microTime): "string"
        case .scalar(.intOrString): "int32"
        case .scalar(.quantity): "resource.Quantity"
        case .scalar(let scalar): scalar.rawValue
        }
    }
}

extension TypeReading {
    private static func base64Mismatch(in text: String) -> String? {
        if (try? Base64.standard.decode(text)) != nil { return nil }
        let digits = Array(text.utf8)
        let position = digits.firstIndex { !$0.isBase64 } ?? digits.count / 4 * 4
        return "illegal base64 data at input byte \(position)"
    }

    private static func timeMismatch(in text: String) -> String? {
        if (try? Timestamp(parsing: text)) != nil { return nil }
        let layout = "2006-01-02T15:04:05Z07:00"
        return "parsing time \"\(text)\" as \"\(layout)\": cannot parse \"\(text)\" as \"2006\""
    }
}

extension UInt8 {
    fileprivate var isBase64: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
            true
        default: false
        }
    }
}

extension JSONValue {
    /// What Go calls the value in an error; a number that does not fit shows itself.
    fileprivate var nameInGo: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .number(let number): number.exactly(Int32.self) == nil ? "number \(number)" : "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// What may stand at one place of an object, and whether its parts are owned one by one or all together.
enum MergeType {
    /// What a schema says; unknown members are kept from here on down, or not.
    case schema(Schema, keepsUnknown: Bool)
    /// An object of Kubernetes, whose `apiVersion`, `kind` and `metadata` no schema needs to describe.
    case resource(Schema, keepsUnknown: Bool)
    /// Anything: the members of objects are owned one by one, lists as a whole.
    case deduced
    /// Anything, owned as a whole.
    case whole

    /// The type of a whole object; without a schema everything about it is deduced.
    static func object(_ schema: Schema?) -> MergeType {
        schema.map { of($0, keepsUnknown: false, isResource: true) } ?? .deduced
    }

    /// That a schema keeps unknown fields holds for everything inside of it too.
    private static func of(_ schema: Schema, keepsUnknown: Bool, isResource: Bool = false) -> MergeType {
        let keepsUnknown = keepsUnknown || schema.extensions.preservesUnknownFields
        return isResource || schema.extensions.isEmbeddedResource
            ? .resource(schema, keepsUnknown: keepsUnknown) : .schema(schema, keepsUnknown: keepsUnknown)
    }

    /// The kinds of values that may stand at a place; more than one where the schema leaves it open.
    struct Shape: Equatable {
        var scalar: Scalar?
        var list: ListRule?
        var map: MapRule?
    }

    enum Scalar {
        case numeric
        case string
        case boolean
        case any
    }

    enum ListRule: Equatable {
        case whole
        case set
        case keyed([String])
    }

    enum MapRule {
        case whole
        case members
    }

    var shape: Shape {
        switch self {
        case .deduced: Shape(scalar: .any, list: .whole, map: .members)
        case .whole: Shape(scalar: .any, list: .whole, map: .whole)
        case .schema(let schema, _), .resource(let schema, _): schema.mergeShape
        }
    }
}

extension MergeType {
    /// Whether a member is named by the schema, so that the object it belongs to is more than a map.
    func names(_ member: String) -> Bool {
        switch self {
        case .deduced, .whole: false
        case .schema(let schema, _): schema.properties[member] != nil
        case .resource(let schema, _): Schema.ofResources.properties[member] != nil || schema.properties[member] != nil
        }
    }

    /// The type of a member; nil when the schema does not allow it.
    func member(_ name: String) -> MergeType? {
        switch self {
        case .deduced, .whole:
            return self
        case .schema(let schema, let keepsUnknown):
            return Self.member(name, of: schema, keepsUnknown || schema.properties.isEmpty, keepsUnknown)
        case .resource(let schema, let keepsUnknown):
            if let known = Schema.ofResources.properties[name] { return .of(known, keepsUnknown: false) }
            return Self.member(name, of: schema, keepsUnknown, keepsUnknown)
        }
    }

    /// An object of which a schema says nothing but that it is one holds anything.
    private static func member(
        _ name: String,
        of schema: Schema,
        _ isOpen: Bool,
        _ keepsUnknown: Bool
    ) -> MergeType? {
        if let known = schema.properties[name] { return .of(known, keepsUnknown: keepsUnknown) }
        return switch schema.additional {
        case .values(let others): .of(others, keepsUnknown: keepsUnknown)
        case .anything: .deduced
        case .none: isOpen ? .deduced : nil
        }
    }

    /// The type of the elements of a list.
    var element: MergeType {
        switch self {
        case .deduced, .whole: .whole
        case .schema(let schema, let keepsUnknown), .resource(let schema, let keepsUnknown):
            schema.items.map { .of($0, keepsUnknown: keepsUnknown) } ?? .whole
        }
    }

    /// Whether this is an object without named members, of which nothing more is known.
    var isUntypedMap: Bool {
        switch self {
        case .deduced: true
        case .whole, .resource: false
        case .schema(let schema, _):
            switch schema.additional {
            case .anything, .none: schema.properties.isEmpty
            case .values: false
            }
        }
    }
}

extension MergeType {
    /// The one kind of value by which a value is treated.
    enum Kind: Equatable {
        case scalar(Scalar)
        case list(ListRule)
        case map(MapRule)
    }

    /// What a value is treated as: what it is, if the schema allows that, else what the schema would rather have.
    func kind(of value: JSONValue?) -> Kind {
        let shape = resolvedShape(for: value)
        if let map = shape.map { return .map(map) }
        if let scalar = shape.scalar { return .scalar(scalar) }
        return .list(shape.list ?? .whole)
    }

    /// The shape with what a value is not left out; all of it when the value is absent, null or not allowed.
    func resolvedShape(for value: JSONValue?) -> Shape {
        let shape = shape
        return switch value {
        case .bool, .number, .string: shape.scalar.map { Shape(scalar: $0) } ?? shape
        case .array: shape.list.map { Shape(list: $0) } ?? shape
        case .object: shape.map.map { Shape(map: $0) } ?? shape
        case .null, nil: shape
        }
    }
}

extension Schema {
    fileprivate var mergeShape: MergeType.Shape {
        switch type {
        case nil: .init(scalar: .any, list: listRule, map: mapRule)
        case .object: .init(map: mapRule)
        case .array: .init(list: listRule)
        case .boolean: .init(scalar: .boolean)
        case .integer, .number: .init(scalar: .numeric)
        case .string: .init(scalar: ["", "byte"].contains(limits.format ?? texts.format) ? .string : .any)
        }
    }

    private var mapRule: MergeType.MapRule {
        extensions.mapType == .atomic ? .whole : .members
    }

    /// Built-in types say by their patch strategy what custom resources say by `x-kubernetes-list-type`.
    private var listRule: MergeType.ListRule {
        switch extensions.listType {
        case .atomic: .whole
        case .set: .set
        case .map: extensions.listMapKeys.isEmpty ? .set : .keyed(extensions.listMapKeys)
        case nil where extensions.patchStrategy.contains("merge"): extensions.patchMergeKey.map { .keyed([$0]) } ?? .set
        case nil: .whole
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
    /// The member of an object, or nil when there is none or this is no object.
    ///
    /// Setting a member makes an object of null; setting nil removes the member. Anything else that is no object is
    /// left as it is.
    package subscript(key: String) -> JSONValue? {
        get {
            guard case .object(let object) = self else { return nil }
            return object[key]
        }
        _modify {
            guard case .object(var object) = self else {
                var member: JSONValue?
                yield &member
                if isNull, let member { self = [key: member] }
                return
            }
            // Let go of the object before it is changed: with two owners the change would copy it.
            self = .null
            defer { self = .object(object) }
            yield &object[key]
        }
    }

    /// The element of an array, or nil when there is none or this is no array.
    package subscript(index: Int) -> JSONValue? {
        guard case .array(let array) = self, array.indices.contains(index) else { return nil }
        return array[index]
    }

    /// Whether this is null.
    package var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The boolean, if this is one.
    package var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The integer, if this is a number without a fraction that fits.
    package var int: Int? {
        guard case .number(let number) = self else { return nil }
        return number.exactly(Int.self)
    }

    /// The nearest double, if this is a number.
    package var double: Double? {
        guard case .number(let number) = self else { return nil }
        return number.nearestDouble
    }

    /// The number, if this is one.
    package var number: JSONNumber? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// The string, if this is one.
    package var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The elements, if this is an array.
    package var array: [JSONValue]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    /// The members, if this is an object.
    package var object: JSONObject? {
        guard case .object(let value) = self else { return nil }
        return value
    }

    /// What kind of value this is.
    package var kind: JSONKind {
        switch self {
        case .null: .null
        case .bool: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}

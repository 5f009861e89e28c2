// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension Schema {
    /// Fills in the defaults of members that are absent, or null without being nullable.
    package func applyDefaults(to value: inout JSONValue) {
        guard hasDefaults else { return }
        switch value {
        case .object(var object):
            value = .null
            fillMembers(of: &object)
            value = .object(object)
        case .array(var elements):
            guard let items else { return }
            value = .null
            for index in elements.indices {
                if elements[index].isNull, !items.isNullable, let standard = items.defaultValue {
                    elements[index] = standard
                }
                items.applyDefaults(to: &elements[index])
            }
            value = .array(elements)
        case .null, .bool, .number, .string:
            return
        }
    }

    private func fillMembers(of object: inout JSONObject) {
        for (name, member) in orderedProperties {
            guard let standard = member.defaultValue else { continue }
            let present = object[name]
            if present == nil || present?.isNull == true && !member.isNullable { object[name] = standard }
        }
        for key in object.map(\.key) {
            guard let member = member(key), member.hasDefaults, var value = object[key] else { continue }
            if value.isNull, !member.isNullable, let standard = member.defaultValue { value = standard }
            member.applyDefaults(to: &value)
            object[key] = value
        }
    }

    /// Removes what counts as nothing before defaults are applied: nulls that the schema neither allows nor replaces, and
    /// empty values that are as good as none.
    package func dropNothings(from value: inout JSONValue) {
        _ = removeNothings(from: &value)
    }

    /// Whether there was anything to remove: most values have no nulls, and are left alone.
    private func removeNothings(from value: inout JSONValue) -> Bool {
        var hasChanged = false
        switch value {
        case .object(let object):
            var result = object
            for (key, present) in object {
                guard let member = member(key) else { continue }
                if present.isNull {
                    if member.isNullable || member.defaultValue != nil { continue }
                    result[key] = nil
                    hasChanged = true
                } else if member.extensions.omitsEmpty, present.isZero {
                    result[key] = nil
                    hasChanged = true
                } else if present.isContainer {
                    var inner = present
                    guard member.removeNothings(from: &inner) else { continue }
                    result[key] = inner
                    hasChanged = true
                }
            }
            if hasChanged { value = .object(result) }
        case .array(let elements):
            guard let items else { return false }
            var result = elements
            for index in elements.indices where elements[index].isContainer {
                var inner = elements[index]
                guard items.removeNothings(from: &inner) else { continue }
                result[index] = inner
                hasChanged = true
            }
            if hasChanged { value = .array(result) }
        case .null, .bool, .number, .string:
            break
        }
        return hasChanged
    }
}

extension JSONValue {
    /// Whether this is an object or a list.
    fileprivate var isContainer: Bool {
        switch self {
        case .object, .array: true
        case .null, .bool, .number, .string: false
        }
    }

    /// Whether this is what Go has in a field that nobody has set.
    fileprivate var isZero: Bool {
        switch self {
        case .null: true
        case .bool(let value): !value
        case .number(let number): number == JSONNumber(0)
        case .string(let text): text.isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let object): object.isEmpty
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension Schema {
    /// Fills in the defaults of members that are absent, or null without being nullable.
    package func applyDefaults(to value: inout JSONValue) {
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
        for (name, member) in properties.sorted(by: { $0.key < $1.key }) {
            guard let standard = member.defaultValue else { continue }
            let present = object[name]
            if present == nil || present?.isNull == true && !member.isNullable { object[name] = standard }
        }
        for key in object.map(\.key) {
            guard let member = member(key), var value = object[key] else { continue }
            if value.isNull, !member.isNullable, let standard = member.defaultValue { value = standard }
            member.applyDefaults(to: &value)
            object[key] = value
        }
    }

    /// Removes nulls that the schema neither allows nor replaces, as Kubernetes does before it applies defaults.
    package func dropForbiddenNulls(from value: inout JSONValue) {
        switch value {
        case .object(var object):
            value = .null
            for key in object.map(\.key) {
                guard let member = member(key), var inner = object[key] else { continue }
                if inner.isNull, !member.isNullable, member.defaultValue == nil {
                    object[key] = nil
                } else {
                    member.dropForbiddenNulls(from: &inner)
                    object[key] = inner
                }
            }
            value = .object(object)
        case .array(var elements):
            guard let items else { return }
            value = .null
            for index in elements.indices { items.dropForbiddenNulls(from: &elements[index]) }
            value = .array(elements)
        case .null, .bool, .number, .string:
            return
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension Schema {
    /// The elements that a list of type `set` or `map` holds more than once.
    package func duplicates(in value: JSONValue, at path: FieldPath = .root) -> [FieldError] {
        guard hasUniqueLists else { return [] }
        var check = ListCheck(at: path)
        check.check(value, self)
        return check.errors
    }

    /// The keys by which an element of a list of type `map` is known, defaults filled in.
    package func identity(of element: JSONValue) -> JSONValue {
        var keys = JSONObject()
        for name in extensions.listMapKeys {
            keys[name] = element[name] ?? items?.properties[name]?.defaultValue
        }
        return .object(keys)
    }

    /// The element of an old list that is the same one; only elements of lists of type `map` have identities.
    func counterpart(of element: JSONValue, in old: [JSONValue]?) -> JSONValue? {
        guard extensions.listType == .map, let old else { return nil }
        let wanted = identity(of: element)
        return old.first { identity(of: $0) == wanted }
    }
}

/// Looks for what occurs twice (apiextensions-apiserver, `pkg/apiserver/schema/listtype`).
private struct ListCheck {
    private(set) var errors: [FieldError] = []
    private var trail: PathTrail

    init(at path: FieldPath) {
        trail = PathTrail(path)
    }

    mutating func check(_ value: JSONValue, _ schema: Schema) {
        guard schema.hasUniqueLists else { return }
        switch value {
        case .object(let object):
            for (key, value) in object {
                if let member = schema.properties[key] {
                    trail.enter(member: key)
                    check(value, member)
                    trail.leave()
                } else if let others = schema.additionalSchema {
                    trail.enter(entry: key)
                    check(value, others)
                    trail.leave()
                }
            }
        case .array(let elements):
            checkElements(elements, schema)
        case .null, .bool, .number, .string:
            break
        }
    }

    private mutating func checkElements(_ elements: [JSONValue], _ schema: Schema) {
        switch schema.extensions.listType {
        case .atomic, nil: break
        case .set: addRepeated(elements)
        case .map:
            if let index = elements.firstIndex(where: { $0.object == nil && !$0.isNull }) {
                let detail = "must be an object for an array of list-type map"
                errors.append(.invalid(trail.path.index(index), elements[index], detail))
            } else {
                addRepeated(elements.map(schema.identity))
            }
        }
        guard let items = schema.items, items.hasUniqueLists else { return }
        for (index, element) in elements.enumerated() {
            trail.enter(element: index)
            check(element, items)
            trail.leave()
        }
    }

    /// Each value that occurs again, once, at its second occurrence.
    private mutating func addRepeated(_ values: [JSONValue]) {
        guard values.count > 1 else { return }
        var counts: [JSONValue: Int] = [:]
        for (index, value) in values.enumerated() {
            counts[value, default: 0] += 1
            if counts[value] == 2 { errors.append(.duplicate(trail.path.index(index), value)) }
        }
    }
}

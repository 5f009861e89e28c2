// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension Schema {
    /// The elements that a list of type `set` or `map` holds more than once.
    package func duplicates(in value: JSONValue, at path: FieldPath = .root) -> [FieldError] {
        switch value {
        case .object(let object):
            object.sorted { $0.key < $1.key }.flatMap { key, value in
                properties[key]?.duplicates(in: value, at: path.child(key))
                    ?? additionalSchema?.duplicates(in: value, at: path.key(key)) ?? []
            }
        case .array(let elements):
            ownDuplicates(in: elements, at: path)
                + elements.enumerated().flatMap { items?.duplicates(in: $1, at: path.index($0)) ?? [] }
        case .null, .bool, .number, .string:
            []
        }
    }

    private func ownDuplicates(in elements: [JSONValue], at path: FieldPath) -> [FieldError] {
        switch extensions.listType {
        case .atomic, nil: []
        case .set: repeated(elements, at: path)
        case .map: repeated(elements.map(identity), at: path)
        }
    }

    /// Each value that occurs again, once, at its second occurrence.
    private func repeated(_ values: [JSONValue], at path: FieldPath) -> [FieldError] {
        var counts: [JSONValue: Int] = [:]
        return values.enumerated().compactMap { index, value in
            counts[value, default: 0] += 1
            return counts[value] == 2 ? .duplicate(path.index(index), value) : nil
        }
    }

    /// The keys by which an element of a list of type `map` is known, defaults filled in.
    package func identity(of element: JSONValue) -> JSONValue {
        var keys = JSONObject()
        for name in extensions.listMapKeys {
            keys[name] = element[name] ?? items?.properties[name]?.defaultValue
        }
        return .object(keys)
    }
}

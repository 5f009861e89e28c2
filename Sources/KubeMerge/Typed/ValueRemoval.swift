// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension MergeType {
    /// The value without some members and elements; a list or object of which nothing is left becomes null.
    func removing(_ fields: FieldSet, from value: JSONValue) -> JSONValue {
        switch kind(of: value) {
        case .scalar: value
        case .list(.whole), .map(.whole): .null
        case .list(let rule): removing(fields, fromList: value.array ?? [], rule)
        case .map(.members): removing(fields, fromMap: value.object ?? JSONObject())
        }
    }

    private func removing(_ fields: FieldSet, fromList elements: [JSONValue], _ rule: ListRule) -> JSONValue {
        var rest: [JSONValue] = []
        for element in elements {
            guard let place = try? pathElement(of: element, rule), let node = fields.node(of: place) else {
                rest.append(element)
                continue
            }
            if node.isMember { continue }
            rest.append(self.element.removing(node.children, from: element))
        }
        return rest.isEmpty ? .null : .array(rest)
    }

    private func removing(_ fields: FieldSet, fromMap object: JSONObject) -> JSONValue {
        var rest = JSONObject()
        for (name, value) in object {
            guard let node = fields.node(of: .field(name)) else {
                rest[name] = value
                continue
            }
            if node.isMember { continue }
            rest[name] = (member(name) ?? .whole).removing(node.children, from: value)
        }
        return rest.isEmpty ? .null : .object(rest)
    }
}

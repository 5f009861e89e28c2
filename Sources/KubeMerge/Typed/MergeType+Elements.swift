// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

extension MergeType {
    /// Why an element of a list cannot be told apart from the others.
    struct ElementProblem: Error {
        let message: String
    }

    /// How an element of a list is named: by its keys, or by itself in a set.
    func pathElement(of element: JSONValue, _ rule: ListRule) throws(ElementProblem) -> PathElement {
        switch rule {
        case .keyed(let keys): try keyElement(of: element, keys)
        case .set, .whole: try Self.valueElement(of: element)
        }
    }

    private func keyElement(of element: JSONValue, _ keys: [String]) throws(ElementProblem) -> PathElement {
        if element.isNull {
            throw ElementProblem(message: "associative list with keys may not have a null element")
        }
        guard let object = element.object else {
            throw ElementProblem(message: "associative list with keys may not have non-map elements")
        }
        let members = keys.compactMap { name in
            (object[name] ?? keyDefault(name)).map { ListKey.Member(name: name, value: $0) }
        }
        guard !members.isEmpty else {
            let names = keys.map(\.quotedAsInGo).joined(separator: " ")
            let message = "associative list with keys has an element that omits all key fields [\(names)]"
            throw ElementProblem(message: "\(message) (and doesn't have default values for any key fields)")
        }
        return .key(ListKey(members))
    }

    private func keyDefault(_ name: String) -> JSONValue? {
        switch self {
        case .schema(let schema, _), .resource(let schema, _): schema.items?.properties[name]?.defaultValue
        case .deduced, .whole: nil
        }
    }

    private static func valueElement(of element: JSONValue) throws(ElementProblem) -> PathElement {
        switch element {
        case .object:
            throw ElementProblem(message: "associative list without keys has an element that's a map type")
        case .array:
            throw ElementProblem(message: "not supported: associative list with lists as elements")
        case .null:
            throw ElementProblem(message: "associative list without keys has an element that's an explicit null")
        case .bool, .number, .string:
            return .value(element)
        }
    }
}

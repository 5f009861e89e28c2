// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension FieldSet {
    /// Reads `fieldsV1`: every key is a step, `.` says that the field itself is a member, and a field without any
    /// inside of it is one anyway.
    package init(fieldsV1 json: JSONValue) throws(MergeError) {
        self = try Self.read(json).children
    }

    private static func read(_ json: JSONValue) throws(MergeError) -> (isMember: Bool, children: FieldSet) {
        if json.isNull { return (true, FieldSet()) }
        guard let object = json.object else {
            throw .invalidFields("expected an object, found \(json.kind.rawValue)")
        }
        var isMember = false
        var nodes: [Node] = []
        for (key, value) in object {
            guard key != "." else {
                isMember = true
                continue
            }
            guard let element = try PathElement(parsing: key) else { continue }
            let inner = try read(value)
            nodes.append(Node(element: element, isMember: inner.isMember, children: inner.children))
        }
        return (isMember || nodes.isEmpty, FieldSet(unordered: nodes))
    }

    /// The set as `fieldsV1`, in the order in which Kubernetes writes it.
    package var fieldsV1: JSONValue {
        .object(object(includingItself: false))
    }

    private func object(includingItself includesItself: Bool) -> JSONObject {
        var object = JSONObject()
        if includesItself, !isEmpty { object["."] = .object(JSONObject()) }
        for node in nodes {
            object[node.element.serialized] = .object(node.children.object(includingItself: node.isMember))
        }
        return object
    }
}

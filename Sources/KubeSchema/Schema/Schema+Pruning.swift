// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension Schema {
    /// Removes what the schema does not know, and returns the paths of it in order.
    ///
    /// `apiVersion`, `kind` and `metadata` of the object itself and of embedded resources stay.
    package func prune(_ object: inout JSONValue) -> [String] {
        var pruning = Pruning()
        pruning.prune(&object, self, isResource: true, at: .root)
        return pruning.unknown.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}

private struct Pruning {
    private static let identity: Set<String> = ["apiVersion", "kind", "metadata"]

    var unknown: [String] = []

    mutating func prune(_ value: inout JSONValue, _ schema: Schema?, isResource: Bool = false, at path: FieldPath) {
        let isResource = isResource || schema?.extensions.isEmbeddedResource == true
        let keepsUnknown = schema?.extensions.preservesUnknownFields == true
        switch value {
        case .object(var object):
            value = .null
            pruneMembers(&object, schema, isResource, keepsUnknown, path)
            value = .object(object)
        case .array(var elements):
            value = .null
            for index in elements.indices {
                // Inside a list that keeps what it does not know, only what is known is looked at.
                if keepsUnknown, schema?.items == nil { continue }
                prune(&elements[index], schema?.items, at: path.index(index))
            }
            value = .array(elements)
        case .null, .bool, .number, .string:
            return
        }
    }

    private mutating func pruneMembers(
        _ object: inout JSONObject,
        _ schema: Schema?,
        _ isResource: Bool,
        _ keepsUnknown: Bool,
        _ path: FieldPath
    ) {
        for key in object.map(\.key) {
            if isResource, Self.identity.contains(key) { continue }
            if let member = schema?.properties[key] ?? schema?.additionalSchema {
                guard var value = object[key] else { continue }
                prune(&value, member, at: path.child(key))
                object[key] = value
            } else if !keepsUnknown, !(schema?.allowsAnything ?? false) {
                object[key] = nil
                unknown.append(path.child(key).description)
            }
        }
    }
}

extension Schema {
    fileprivate var allowsAnything: Bool {
        guard case .anything = additional else { return false }
        return true
    }
}

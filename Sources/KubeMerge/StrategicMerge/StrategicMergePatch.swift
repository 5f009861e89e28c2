// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeSchema

/// A patch that merges lists by the keys of their elements, as the schemas of built-in types tell it to.
///
/// Members beginning with `$` are directives: what is deleted or replaced, and in which order elements are to stand.
package struct StrategicMergePatch: Sendable {
    private let patch: JSONObject

    /// Takes a patch, which must be an object.
    package init(_ patch: JSONValue) throws(MergeError) {
        guard let patch = patch.object else { throw MergeError(.badRequest, "invalid JSON document") }
        self.patch = patch
    }

    /// The object with the patch applied; without a schema lists are replaced and objects merged.
    package func applied(to original: JSONValue, schema: Schema?) throws(MergeError) -> JSONValue {
        guard let original = original.object else { throw MergeError(.badRequest, "invalid JSON document") }
        return .object(try StrategicMerge(type: .object(schema)).merge(patch, into: original))
    }
}

/// The words of the language.
enum Directive {
    static let patch = "$patch"
    static let retainKeys = "$retainKeys"
    static let deletion = "$deleteFromPrimitiveList"
    static let order = "$setElementOrder"

    static let delete: JSONValue = "delete"
    static let replace: JSONValue = "replace"
    static let merge: JSONValue = "merge"

    static func isParallelList(_ key: String) -> Bool {
        key.hasPrefix(deletion) || key.hasPrefix(order)
    }

    /// The member that a directive such as `$setElementOrder/containers` speaks of.
    static func member(of key: String, _ directive: String) throws(MergeError) -> String {
        guard key.hasPrefix(directive + "/") else {
            let list = directive == deletion ? "primitive list" : "setElementOrder list"
            throw MergeError(.badRequest, "invalid patch format of \(list)")
        }
        return String(key.unicodeScalars.dropFirst(directive.unicodeScalars.count + 1))
    }
}

extension MergeError {
    static func noMergeKey(_ object: JSONObject, _ key: String) -> MergeError {
        MergeError(.invalidObject, "map: \(object.goText) does not contain declared merge key: \(key)")
    }

    static func expected(_ type: String, found: JSONValue) -> MergeError {
        let found = found.isNull ? "%!s(<nil>)" : found.goType
        return MergeError(.invalidObject, "expected a \(type), but received a \(found)")
    }

    static func unknownDirective(_ directive: JSONValue, in object: JSONObject) -> MergeError {
        MergeError(.invalidObject, "unknown patch type: \(directive.goText) in map: \(object.goText)")
    }
}

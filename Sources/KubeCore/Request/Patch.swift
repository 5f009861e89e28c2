// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// A change to an object, without the object.
package enum Patch: Sendable, Hashable {
    /// Operations in order, of which `test` makes the others conditional (RFC 6902).
    case json(JSONPatch)
    /// Fields to set; null removes, and lists are replaced whole (RFC 7386).
    case merge(JSONValue)
    /// Fields to set, with lists merged by their keys; servers know how for built-in kinds only.
    case strategicMerge(JSONValue)

    /// What tells the server which kind of patch it is.
    package var mediaType: String {
        switch self {
        case .json: MediaType.jsonPatch
        case .merge: MediaType.mergePatch
        case .strategicMerge: MediaType.strategicMergePatch
        }
    }
}

extension Patch: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        switch self {
        case .json(let patch): patch.write(to: &writer)
        case .merge(let fields), .strategicMerge(let fields): fields.write(to: &writer)
        }
    }
}

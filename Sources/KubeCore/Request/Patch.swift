// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// A change to an object, without the object.
package struct Patch: Sendable, Hashable {
    package let mediaType: String
    package let body: JSONValue

    /// Operations in order, of which `test` makes the others conditional (RFC 6902).
    package static func json(_ operations: JSONValue) -> Patch {
        Patch(mediaType: MediaType.jsonPatch, body: operations)
    }

    /// Fields to set; null removes, and lists are replaced whole (RFC 7386).
    package static func merge(_ fields: JSONValue) -> Patch {
        Patch(mediaType: MediaType.mergePatch, body: fields)
    }

    /// Fields to set, with lists merged by their keys; servers know how for built-in kinds only.
    package static func strategicMerge(_ fields: JSONValue) -> Patch {
        Patch(mediaType: MediaType.strategicMergePatch, body: fields)
    }
}

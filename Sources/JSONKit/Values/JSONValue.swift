// SPDX-License-Identifier: Apache-2.0

/// A JSON document whose shape is not known in advance: what is written, patched or passed through.
///
/// Nothing that is cached is held as a `JSONValue`: typed structs cost a tenth of the memory.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

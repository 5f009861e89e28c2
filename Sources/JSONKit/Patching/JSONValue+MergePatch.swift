// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
    /// Applies a merge patch as RFC 7396 has it: members of the patch replace those of an object, null removes them, and
    /// anything that is no object replaces the whole.
    package mutating func merge(_ patch: JSONValue) {
        guard case .object(let changes) = patch else {
            self = patch
            return
        }
        if case .object = self {} else { self = .object(JSONObject()) }
        for (key, change) in changes {
            guard !change.isNull else {
                self[key] = nil
                continue
            }
            var member = self[key] ?? .null
            // Let go of the member while it is changed, so that it is changed in place.
            self[key] = .null
            member.merge(change)
            self[key] = member
        }
    }

    /// The value with a merge patch applied.
    package func merged(with patch: JSONValue) -> JSONValue {
        var value = self
        value.merge(patch)
        return value
    }
}

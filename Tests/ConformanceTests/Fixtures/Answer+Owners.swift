// SPDX-License-Identifier: Apache-2.0

import JSONKit

extension Answer {
    /// Whose fields are whose: by `manager operation apiVersion subresource` what the manager owns.
    var owners: [String: JSONValue] {
        var owners: [String: JSONValue] = [:]
        for entry in self["metadata.managedFields"]?.array ?? [] {
            let words = ["manager", "operation", "apiVersion", "subresource"].compactMap { entry[$0]?.string }
            owners[words.joined(separator: " ")] = entry["fieldsV1"]
        }
        return owners
    }
}

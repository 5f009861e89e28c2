// SPDX-License-Identifier: Apache-2.0

package import JSONKit

// An object on its way through a write is a tree: whatever a client sends has to be kept.

extension JSONObject {
    /// The metadata; an empty object where there is none.
    package var metadata: JSONObject {
        get { self["metadata"]?.object ?? JSONObject() }
        set { self["metadata"] = .object(newValue) }
    }

    /// The value at a path of members.
    package func value(at path: [String]) -> JSONValue? {
        guard let first = path.first else { return .object(self) }
        return path.dropFirst().reduce(self[first]) { $0?[$1] }
    }

    /// Sets the value at a path of members, which are made where they are missing.
    package mutating func set(_ value: JSONValue, at path: [String]) {
        guard let first = path.first else { return }
        guard path.count > 1 else {
            self[first] = value
            return
        }
        var inner = self[first]?.object ?? JSONObject()
        inner.set(value, at: Array(path.dropFirst()))
        self[first] = .object(inner)
    }

    /// A string member, empty where there is none.
    package func text(_ name: String) -> String { self[name]?.string ?? "" }

    /// The string members of an object member: labels, annotations.
    package func texts(_ name: String) -> [String: String] {
        var texts: [String: String] = [:]
        for (key, value) in self[name]?.object ?? JSONObject() { texts[key] = value.string }
        return texts
    }

    /// The strings of a list member: finalizers.
    package func strings(_ name: String) -> [String] {
        (self[name]?.array ?? []).compactMap(\.string)
    }
}

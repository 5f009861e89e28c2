// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

// The strategies read and change trees whose shape the schema has already looked at.

extension JSONObject {
    /// The object at a path, empty where there is none.
    func object(_ path: String...) -> JSONObject { value(at: path)?.object ?? JSONObject() }

    /// The objects of a list at a path.
    func list(_ path: String...) -> [JSONObject] { (value(at: path)?.array ?? []).map { $0.object ?? JSONObject() } }

    /// The integer of a member.
    func int(_ name: String) -> Int? { self[name]?.int }

    /// Whether the member is there and says something: neither null nor an empty string, list or object.
    func has(_ name: String) -> Bool {
        switch self[name] {
        case nil, .null?: false
        case .string(let text)?: !text.isEmpty
        case .array(let elements)?: !elements.isEmpty
        case .object(let object)?: !object.isEmpty
        case .bool?, .number?: true
        }
    }

    /// Sets a member that is not there.
    mutating func setDefault(_ name: String, _ value: @autoclosure () -> JSONValue) {
        if self[name] == nil || self[name]?.isNull == true { self[name] = value() }
    }

    /// Sets a member that is not there or empty.
    mutating func replaceEmpty(_ name: String, _ value: @autoclosure () -> JSONValue) {
        if !has(name) { self[name] = value() }
    }

    /// Changes an object member, if there is one.
    mutating func change(_ name: String, _ change: (inout JSONObject) -> Void) {
        guard var inner = self[name]?.object else { return }
        self[name] = .null
        change(&inner)
        self[name] = .object(inner)
    }

    /// Changes an object member, which is made if there is none.
    mutating func make(_ name: String, _ change: (inout JSONObject) -> Void) {
        if self[name]?.object == nil { self[name] = .object(JSONObject()) }
        self.change(name, change)
    }

    /// Changes the objects of a list member.
    mutating func changeEach(_ name: String, _ change: (inout JSONObject) -> Void) {
        guard let elements = self[name]?.array else { return }
        self[name] = .array(
            elements.map { element in
                guard var inner = element.object else { return element }
                change(&inner)
                return .object(inner)
            }
        )
    }
}

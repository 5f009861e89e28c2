// SPDX-License-Identifier: Apache-2.0

// Everything generic is inlinable, so that a type in another room is read by code made for it. That is why the types it
// mentions are marked as usable from inlined code, too.

extension JSONReader {
    /// Reads a value of the type that the context asks for.
    @inlinable
    package mutating func read<Value: JSONDecodable>(_ type: Value.Type = Value.self) throws(JSONError) -> Value {
        try Value(from: &self)
    }

    /// Reads a value into a variable; null leaves it as it is, because in Kubernetes null means absent.
    @inlinable
    package mutating func read<Value: JSONDecodable>(into variable: inout Value) throws(JSONError) {
        guard try !readNullIfPresent() else { return }
        variable = try Value(from: &self)
    }

    /// Reads a value into an optional variable; null leaves it as it is.
    @inlinable
    package mutating func read<Value: JSONDecodable>(into variable: inout Value?) throws(JSONError) {
        guard try !readNullIfPresent() else { return }
        variable = try Value(from: &self)
    }

    /// Reads an array.
    @inlinable
    package mutating func readArray<Element: JSONDecodable>(
        of type: Element.Type = Element.self
    ) throws(JSONError)
        -> [Element]
    {
        var elements: [Element] = []
        try beginArray()
        while try nextElement() { elements.append(try Element(from: &self)) }
        return elements
    }

    /// Reads an object whose keys are data, such as labels.
    @inlinable
    package mutating func readDictionary<Value: JSONDecodable>(
        of type: Value.Type = Value.self
    ) throws(JSONError)
        -> [String: Value]
    {
        var members: [String: Value] = [:]
        try beginObject()
        while let key = try nextSharedKey() {
            if members.isEmpty { members = Dictionary(minimumCapacity: 4) }
            members[key] = try Value(from: &self)
        }
        return members
    }
}

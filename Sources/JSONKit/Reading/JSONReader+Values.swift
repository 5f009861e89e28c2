// SPDX-License-Identifier: Apache-2.0

// Generic functions are inlinable, so that a type in another room is read by code made for it. Those of the standard
// library's types live here rather than in their conformances, because only members of a package type can be inlinable
// without every type they mention becoming a part of the binary interface.

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

    /// Reads an array into a variable; null leaves it as it is.
    @inlinable
    package mutating func read<Element: JSONDecodable>(into variable: inout [Element]) throws(JSONError) {
        guard try !readNullIfPresent() else { return }
        variable = try readArray()
    }

    /// Reads an object whose keys are data, such as labels, into a variable; null leaves it as it is.
    @inlinable
    package mutating func read<Value: JSONDecodable>(into variable: inout [String: Value]) throws(JSONError) {
        guard try !readNullIfPresent() else { return }
        variable = try readDictionary()
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

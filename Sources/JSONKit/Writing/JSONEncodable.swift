// SPDX-License-Identifier: Apache-2.0

/// A type that writes itself as JSON.
package protocol JSONEncodable {
    /// Writes one value.
    func write(to writer: inout JSONWriter)
}

extension JSONEncodable {
    /// The value as a document.
    package func serialized(_ style: JSONStyle = .compact) -> [UInt8] {
        var writer = JSONWriter(style: style)
        write(to: &writer)
        return writer.finish()
    }

    /// The value as a document.
    package func serializedText(_ style: JSONStyle = .compact) -> String {
        String(decoding: serialized(style), as: UTF8.self)
    }
}

extension JSONWriter {
    /// Writes a value.
    package mutating func write(_ value: some JSONEncodable) {
        value.write(to: &self)
    }

    /// Writes a member.
    package mutating func field(_ name: String, _ value: some JSONEncodable) {
        key(name)
        value.write(to: &self)
    }

    /// Writes a member, or nothing when there is no value: in Kubernetes, absent is how null is said.
    package mutating func field(_ name: String, _ value: (some JSONEncodable)?) {
        guard let value else { return }
        key(name)
        value.write(to: &self)
    }
}

extension JSONValue: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.writeNull()
        case .bool(let value): writer.write(value)
        case .number(let value): writer.write(value)
        case .string(let value): writer.write(value)
        case .array(let elements): elements.write(to: &writer)
        case .object(let object): object.write(to: &writer)
        }
    }
}

extension JSONObject: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        let sortsKeys = writer.style.sortsKeys
        writer.object { writer in
            guard sortsKeys else {
                for (key, value) in self { writer.field(key, value) }
                return
            }
            for (key, value) in sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                writer.field(key, value)
            }
        }
    }
}

extension Array: JSONEncodable where Element: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.array { writer in
            for element in self { element.write(to: &writer) }
        }
    }
}

extension Dictionary: JSONEncodable where Key == String, Value: JSONEncodable {
    /// Writes the members in the order of their keys: a dictionary has none of its own, and output must not vary.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for (key, value) in sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                writer.field(key, value)
            }
        }
    }
}

extension String: JSONEncodable {
    package func write(to writer: inout JSONWriter) { writer.write(self) }
}

extension Bool: JSONEncodable {
    package func write(to writer: inout JSONWriter) { writer.write(self) }
}

extension Double: JSONEncodable {
    package func write(to writer: inout JSONWriter) { writer.write(self) }
}

extension JSONNumber: JSONEncodable {
    package func write(to writer: inout JSONWriter) { writer.write(self) }
}

extension FixedWidthInteger where Self: JSONEncodable {
    package func write(to writer: inout JSONWriter) { writer.writeInteger(self) }
}

extension Int: JSONEncodable {}
extension Int32: JSONEncodable {}
extension Int64: JSONEncodable {}
extension UInt16: JSONEncodable {}
extension UInt32: JSONEncodable {}
extension UInt64: JSONEncodable {}

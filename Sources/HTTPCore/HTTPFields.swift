// SPDX-License-Identifier: Apache-2.0

/// The header fields of a message, in order; names are compared without regard to case.
///
/// Printing them shows the names only: a value may be a credential.
package struct HTTPFields: Sendable, Equatable {
    /// One line of a header.
    package struct Field: Sendable, Equatable {
        package let name: String
        package let value: String

        /// A line; both halves are checked by ``HTTPFields/isValid``.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    private var fields: [Field]

    /// No fields.
    package init() {
        fields = []
    }

    /// These fields in this order.
    package init(_ fields: [Field]) {
        self.fields = fields
    }

    /// The value of the first field of this name; setting replaces all of that name, nil removes them.
    package subscript(name: String) -> String? {
        get { fields.first { $0.name.isSameFieldName(as: name) }?.value }
        set {
            let position = fields.firstIndex { $0.name.isSameFieldName(as: name) }
            fields.removeAll { $0.name.isSameFieldName(as: name) }
            guard let newValue else { return }
            fields.insert(Field(name, newValue), at: position ?? fields.endIndex)
        }
    }

    /// The values of all fields of this name, in order.
    package func values(of name: String) -> [String] {
        fields.lazy.filter { $0.name.isSameFieldName(as: name) }.map(\.value)
    }

    /// Adds a field after the others, also when there is one of its name.
    package mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name, value))
    }

    /// Makes room for this many fields.
    package mutating func reserveCapacity(_ count: Int) {
        fields.reserveCapacity(count)
    }

    /// Whether every name is a token and no value can end its line, so that nothing can be smuggled in by a field.
    package var isValid: Bool {
        allSatisfy { $0.name.isHTTPToken && $0.value.isFieldValue }
    }
}

extension HTTPFields: RandomAccessCollection {
    package var startIndex: Int { fields.startIndex }
    package var endIndex: Int { fields.endIndex }
    package subscript(position: Int) -> Field { fields[position] }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    /// Fields in the order of the literal.
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { Field($0.0, $0.1) })
    }
}

extension HTTPFields: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "[\(fields.map(\.name).joined(separator: ", "))]" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["names": fields.map(\.name)]) }
}

extension HTTPFields.Field: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "\(name): …" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["name": name]) }
}

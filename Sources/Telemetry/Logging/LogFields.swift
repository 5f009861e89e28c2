// SPDX-License-Identifier: Apache-2.0

/// The fields of a log line, in the order in which they were added.
///
/// ```swift
/// logger.info("answered", ["status": 200, "path": path, "took": duration])
/// ```
package struct LogFields: Sendable, Hashable {
    /// A field.
    package struct Field: Sendable, Hashable {
        /// Its name.
        package let key: String
        /// Its value.
        package fileprivate(set) var value: LogValue
    }

    /// The fields; every key is there once.
    package private(set) var fields: [Field] = []

    /// No fields.
    package init() {}

    /// The value of a field; setting it replaces the one of that name.
    package subscript(key: String) -> LogValue? {
        get { fields.first { $0.key == key }?.value }
        set {
            // A line has few fields: looking through them is cheaper than an index.
            let index = fields.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): fields[index].value = value
            case (let index?, nil): fields.remove(at: index)
            case (nil, let value?): fields.append(Field(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    /// Adds fields, which replace those of the same names.
    package mutating func merge(_ other: LogFields) {
        guard !fields.isEmpty else {
            fields = other.fields
            return
        }
        for field in other.fields {
            self[field.key] = field.value
        }
    }
}

extension LogFields: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, any Loggable)...) {
        for (key, value) in elements {
            self[key] = value.logValue
        }
    }
}

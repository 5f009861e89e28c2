// SPDX-License-Identifier: Apache-2.0

// Between a tree and a type stands their common language, the text: one reader and one writer per type are enough, and
// an error tells the line of a text that can be looked at.

extension JSONDecodable {
    /// Reads a value of this type out of a tree.
    package init(decoding value: JSONValue, options: JSONReader.Options = JSONReader.Options()) throws(JSONError) {
        try self.init(parsing: value.serialized(), options: options)
    }
}

extension JSONValue {
    /// The tree of a value; an error only when it is nested deeper than a reader allows.
    package init(encoding value: some JSONEncodable) throws(JSONError) {
        try self.init(parsing: value.serialized())
    }
}

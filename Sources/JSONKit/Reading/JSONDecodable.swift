// SPDX-License-Identifier: Apache-2.0

/// A type that reads itself from a JSON document.
@usableFromInline
package protocol JSONDecodable {
    /// Reads one value, to its end.
    init(from reader: inout JSONReader) throws(JSONError)
}

extension JSONDecodable {
    /// Reads a whole document that holds one value of this type.
    package init(
        parsing document: RawSpan,
        options: JSONReader.Options = JSONReader.Options()
    ) throws(JSONError) {
        var reader = try JSONReader(document, options: options)
        self = try Self(from: &reader)
        try reader.finish()
    }

    /// Reads a whole document that holds one value of this type.
    package init(
        parsing document: [UInt8],
        options: JSONReader.Options = JSONReader.Options()
    ) throws(JSONError) {
        try self.init(parsing: unsafe document.span.bytes, options: options)
    }

    /// Reads a whole document that holds one value of this type.
    package init(
        parsing document: String,
        options: JSONReader.Options = JSONReader.Options()
    ) throws(JSONError) {
        try self.init(parsing: unsafe document.utf8Span.span.bytes, options: options)
    }
}

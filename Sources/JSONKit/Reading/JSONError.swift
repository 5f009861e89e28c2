// SPDX-License-Identifier: Apache-2.0

/// What was wrong with a JSON document, and where.
///
/// One reference wide, because the reader's functions return it beside their result and the happy path pays for width.
@usableFromInline
package struct JSONError: Error {
    /// The kinds of mistakes a caller may tell apart.
    @usableFromInline
    package enum Code: Sendable, Hashable {
        /// The text is not JSON.
        case syntax
        /// The text is not UTF-8, or an escape names half a surrogate pair.
        case encoding
        /// A value is JSON, but not what the reader asked for.
        case unexpectedType
        /// A number does not fit into the type that was asked for.
        case outOfRange
        /// The document is larger or deeper than the reader allows.
        case limit
        /// A key appears twice, and the reader was told to refuse that.
        case duplicateKey
        /// A key is unknown to the type, and the reader was told to refuse that.
        case unknownKey
        /// A value was understood but refused by the type that read it.
        case invalidValue
        /// A JSON Pointer is malformed or leads nowhere.
        case pointer
        /// An operation of a JSON Patch cannot be applied.
        case patch
    }

    /// A place in a document, as an editor shows it.
    package struct Location: Sendable, Hashable {
        /// The line, from 1.
        package let line: Int
        /// The character in the line, from 1.
        package let column: Int
        /// The byte in the document, from 0.
        package let offset: Int
    }

    private final class Details: Sendable {
        let code: Code
        let message: String
        let path: String
        let location: Location?

        init(code: Code, message: String, path: String, location: Location?) {
            self.code = code
            self.message = message
            self.path = path
            self.location = location
        }
    }

    private let details: Details

    /// A mistake, and where it is, as far as that is known.
    package init(_ code: Code, _ message: String, path: String = "", location: Location? = nil) {
        details = Details(code: code, message: message, path: path, location: location)
    }

    /// The kind of mistake.
    package var code: Code { details.code }

    /// What was expected and what was found, without the place.
    package var message: String { details.message }

    /// The way from the root to the value, such as `spec.labels[2].weight`; empty at the root.
    package var path: String { details.path }

    /// Where in the text it happened; nil when there was no text.
    package var location: Location? { details.location }
}

extension JSONError: CustomStringConvertible {
    /// The path, the message and the place, as in `spec.labels[2].weight: expected an integer, found "two" (line 4,
    /// column 17)`.
    @usableFromInline package var description: String {
        let place = location.map { " (line \($0.line), column \($0.column))" } ?? ""
        return (path.isEmpty ? "" : path + ": ") + message + place
    }
}

// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// An error at the value that comes next, for a type that understood the value but refuses it.
    @inline(never)
    package func invalidValue(_ message: String) -> JSONError {
        failure(.invalidValue, message)
    }

    /// An error at the place the reader has reached.
    @usableFromInline
    @inline(never)
    func failure(_ code: JSONError.Code, _ message: String) -> JSONError {
        text.failure(code, message, at: text.bytes.endOfWhitespace(from: offset))
    }

    /// The error of a token that is not the one that must stand at the place the reader has reached.
    @usableFromInline
    @inline(never)
    func expectation(_ expected: StaticString) -> JSONError {
        text.expectation(expected, at: offset)
    }

    @usableFromInline
    @inline(never)
    func unknownKeyFailure(_ key: borrowing JSONKey) -> JSONError {
        failure(.unknownKey, "the key \(key.string.quotedForMessage) is unknown here")
    }
}

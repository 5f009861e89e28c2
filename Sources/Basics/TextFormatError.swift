// SPDX-License-Identifier: Apache-2.0

/// Text that is not what its format demands; what `Basics` can fail at.
///
/// It says where and why, and never repeats the text: what was decoded may have been a key.
package struct TextFormatError: Error, Hashable {
    /// The format that was expected.
    package enum Code: String, Sendable {
        case base64 = "base64"
        case hexadecimal = "hexadecimal"
        case percentEncoding = "percent-encoding"
        case timestamp = "RFC 3339 time"
        case httpDate = "HTTP date"
    }

    /// The format that was expected.
    package let code: Code
    /// What is wrong, as half a sentence: `"a second beyond 60"`.
    package let message: String
    /// The byte at which it shows, counted from 0.
    package let offset: Int

    package init(_ code: Code, _ message: String, at offset: Int) {
        self.code = code
        self.message = message
        self.offset = offset
    }
}

extension TextFormatError: CustomStringConvertible {
    package var description: String { "invalid \(code.rawValue): \(message) at offset \(offset)" }
}
